using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>−log p at the label, p scaled to sum 1 and held in [1e-7, 1 − 1e-7]; where p is a softmax, the fused form from its logits.</summary>
internal sealed class SparseCategoricalCrossentropy : LossRecipe
{
    public override bool IsSparse => true;

    public override bool IsOneOfMany => true;

    public override string? Refuse(Head head) => CategoricalCrossentropy.RefuseProbabilities(head, nameof(SparseCategoricalCrossentropy));

    // The logarithm of a distribution is its logits: their softmax only scales it to sum 1, as Keras does.
    public override Value Lower(Value target, Value prediction) => SparseCategoricalCrossentropyFromLogits.FromLogits(
        target,
        Heads.Logits<Operators.Softmax>(prediction) ?? prediction.Clip(Epsilon, 1 - Epsilon).Log());
}
