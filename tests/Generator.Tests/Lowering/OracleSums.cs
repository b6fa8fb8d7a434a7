using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>How a layer is held against a row of tests/Oracle: values are waves, the loss weighs the result, and a tensor is told by a weighted sum.</summary>
internal static class OracleSums
{
    /// <summary>The model with the gradients of Σ result · target for its weights and inputs, as the passes leave it.</summary>
    public static Graph Differentiated(LoweredModel model, int inputs)
    {
        GraphBuilder builder = GraphBuilder.From(model.Inference);
        var result = new Value(builder, builder.Outputs.Single(o => o.Kind == OutputKind.Prediction).Node);
        builder.Output(OutputKind.Loss, 0, (result * builder.Apply(new Target(0, result.Type))).SumAll());
        return Pipeline.Run(Differentiation.Run(builder.ToGraph(), [.. model.Parameters.Select(p => p.Index)], [.. Enumerable.Range(0, inputs)]));
    }

    /// <summary>The function of scale · i + shift.</summary>
    public static double[] Wave(Func<double, double> function, int scale, int length, int shift) => [.. Enumerable.Range(0, length).Select(i => function((scale * i) + shift))];

    /// <summary>The sum of the elements times cos(scale · i).</summary>
    public static double Of(IEnumerable<double> values, int scale) => values.Select((v, i) => v * Math.Cos(scale * i)).Sum();
}
