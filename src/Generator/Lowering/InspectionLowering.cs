using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>Names what every layer computes as a result, and adds a score to differentiate: the predictions weighed by numbers that the caller gives as targets.</summary>
internal static class InspectionLowering
{
    /// <param name="calls">The layers' calls in <c>Forward</c>; of a layer that is called several times the first counts.</param>
    /// <param name="predictions">What <c>Forward</c> returns.</param>
    /// <returns>The layers whose outputs are kept, in the order of their indices.</returns>
    public static EquatableArray<InspectedInfo> Lower(GraphBuilder builder, IReadOnlyList<LayerCall> calls, IReadOnlyList<Value> predictions)
    {
        List<InspectedInfo> layers = [];
        foreach ((string name, Value output) in Outputs(calls, "").GroupBy(o => o.Name).Select(g => g.First()))
        {
            // Ids, and what does not belong to samples, have no place.
            if (output.Type.Element == ElementType.Float32 && output.Shape.SizesOfSample() is { } sizes && sizes.All(size => size.IsConstant))
            {
                builder.Output(OutputKind.Activation, layers.Count, output);
                layers.Add(new(name, sizes));
            }
        }

        Value score = builder.Constant(0);
        for (int k = 0; k < predictions.Count; k++)
        {
            builder.Output(OutputKind.Prediction, k, predictions[k]);
            score += (BeforeProbabilities(predictions[k]) * builder.Apply(new Target(k, predictions[k].Type))).SumAll();
        }

        builder.Output(OutputKind.Loss, 0, score);
        return layers.ToEquatableArray();
    }

    /// <summary>In the order of Summary's rows, and behind the row of a model inside its layers.</summary>
    private static IEnumerable<(string Name, Value Output)> Outputs(IEnumerable<LayerCall> calls, string prefix) =>
        calls.SelectMany(c => Outputs(c.Inner, $"{prefix}{c.Name}/").Prepend((prefix + c.Name, c.Outputs[0])));

    /// <summary>The logits where they are known: near certainty probabilities hardly change, however much speaks for them (Selvaraju et al. 2017).</summary>
    private static Value BeforeProbabilities(Value prediction) => prediction.Node.Operator is Softmax or Sigmoid
        ? new(prediction.Builder, prediction.Node.Inputs[0])
        : prediction;
}
