using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>−Σ t log p along the last axis, p scaled to sum 1 and held in [1e-7, 1 − 1e-7]; where p is a softmax, the fused form from its logits.</summary>
internal sealed class CategoricalCrossentropy(double smoothing = 0) : SmoothedLoss(smoothing)
{
    public override bool IsOneOfMany => true;

    public override string? Refuse(Head head) => RefuseProbabilities(head, nameof(CategoricalCrossentropy));

    protected override LossRecipe Smoothed(double smoothing) => new CategoricalCrossentropy(smoothing);

    protected override Value LowerShares(Value target, Value prediction)
    {
        if (Heads.Logits<Operators.Softmax>(prediction) is { } logits)
        {
            return CategoricalCrossentropyFromLogits.FromLogits(target, logits);
        }

        Value p = (prediction / prediction.Sum([Last(prediction)], keepDimensions: true)).Clip(Epsilon, 1 - Epsilon);
        return -(target * p.Log()).Sum([Last(prediction)]);
    }

    public static string? RefuseProbabilities(Head head, string member) => head switch
    {
        Head.Linear => $"it takes a distribution: end in Activation.Softmax, or use Loss.{member}FromLogits",
        Head.Sigmoid => "one of many needs probabilities that sum to 1: end in Activation.Softmax, or use Loss.BinaryCrossentropy where several can be right",
        Head.Relu or Head.Tanh => "it takes a distribution: end in Activation.Softmax",
        _ => null,
    };
}
