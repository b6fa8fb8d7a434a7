using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>Names what every layer computes as a result, and adds a score to differentiate: the predictions weighed by numbers that the caller gives as targets.</summary>
internal static class InspectionLowering
{
    /// <param name="calls">The layers' calls in <c>Forward</c>; of a layer that is called several times the first counts.</param>
    /// <param name="predictions">What <c>Forward</c> returns.</param>
    public static void Lower(GraphBuilder builder, IReadOnlyList<LayerCall> calls, IReadOnlyList<Value> predictions)
    {
        // In the order of Summary's rows.
        foreach ((LayerCall call, int row) in calls.GroupBy(c => c.Name).Select((g, row) => (g.First(), row)))
        {
            builder.Output(OutputKind.Activation, row, call.Outputs[0]);
        }

        Value score = builder.Constant(0);
        for (int k = 0; k < predictions.Count; k++)
        {
            builder.Output(OutputKind.Prediction, k, predictions[k]);
            score += (BeforeProbabilities(predictions[k]) * builder.Apply(new Target(k, predictions[k].Type))).SumAll();
        }

        builder.Output(OutputKind.Loss, 0, score);
    }

    /// <summary>The logits where they are known: near certainty probabilities hardly change, however much speaks for them (Selvaraju et al. 2017).</summary>
    private static Value BeforeProbabilities(Value prediction) => prediction.Node.Operator is Softmax or Sigmoid
        ? new(prediction.Builder, prediction.Node.Inputs[0])
        : prediction;
}
