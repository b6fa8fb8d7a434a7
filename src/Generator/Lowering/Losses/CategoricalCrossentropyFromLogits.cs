using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>The categorical cross-entropy of softmax(x).</summary>
internal sealed class CategoricalCrossentropyFromLogits(double smoothing = 0) : SmoothedLoss(smoothing)
{
    public override bool IsOneOfMany => true;

    public override string? Refuse(Head head) => RefuseActivated(head, nameof(CategoricalCrossentropy));

    protected override LossRecipe Smoothed(double smoothing) => new CategoricalCrossentropyFromLogits(smoothing);

    protected override Value LowerShares(Value target, Value prediction) => FromLogits(target, prediction);

    public static Value FromLogits(Value target, Value logits) => logits.Builder.Apply(new Operators.SoftmaxCrossEntropy(), logits, target);

    public static string? RefuseActivated(Head head, string member) => head is Head.Softmax or Head.Sigmoid
        ? $"it applies the softmax itself: remove the activation, or use Loss.{member}"
        : null;
}
