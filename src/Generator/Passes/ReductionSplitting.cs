using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Passes;

/// <summary>
/// Splits a reduction of axes that are not neighbours, such as 0 and 2 of three, into one reduction for each run of axes, the innermost
/// first: each is then one of the two walks of <see cref="ReductionLoop"/>.
/// </summary>
internal static class ReductionSplitting
{
    public static Graph Run(Graph graph) => GraphRewriting.Rewrite(graph, (builder, node, inputs) =>
    {
        if (node.Operator is not ReductionOperator reduction)
        {
            return null;
        }

        IReadOnlyList<(int Begin, int End)> runs = ReductionLoop.Runs(inputs[0].Shape, reduction.Axes);
        if (runs.Count < 2)
        {
            return null;
        }

        Value value = inputs[0];
        foreach ((int begin, int end) in runs.Reverse())
        {
            value = builder.Apply(reduction with { Axes = Enumerable.Range(begin, end - begin).ToEquatableArray(), KeepDimensions = true }, value);
        }

        return builder.Apply(new Reshape(node.Shape), value);
    });
}
