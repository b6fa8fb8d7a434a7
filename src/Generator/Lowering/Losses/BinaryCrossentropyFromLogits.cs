using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>The binary cross-entropy of sigmoid(x): softplus(x) − t x, which does not overflow.</summary>
internal sealed class BinaryCrossentropyFromLogits(double smoothing = 0) : SmoothedLoss(smoothing)
{
    public override string? Refuse(Head head) => head is Head.Sigmoid or Head.Softmax
        ? "it applies the sigmoid itself: remove the activation, or use Loss.BinaryCrossentropy"
        : null;

    protected override LossRecipe Smoothed(double smoothing) => new BinaryCrossentropyFromLogits(smoothing);

    protected override Value LowerShares(Value target, Value prediction) => FromLogits(target, prediction);

    public static Value FromLogits(Value target, Value logits) => logits.Softplus() - (target * logits);
}
