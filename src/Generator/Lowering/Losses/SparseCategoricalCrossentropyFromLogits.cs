using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>The sparse categorical cross-entropy of softmax(x).</summary>
internal sealed class SparseCategoricalCrossentropyFromLogits : LossRecipe
{
    public override bool IsSparse => true;

    public override bool IsOneOfMany => true;

    public override string? Refuse(Head head) => CategoricalCrossentropyFromLogits.RefuseActivated(head, nameof(SparseCategoricalCrossentropy));

    public override Value Lower(Value target, Value prediction) => FromLogits(target, prediction);

    public static Value FromLogits(Value labels, Value logits) => logits.Builder.Apply(new Operators.SparseSoftmaxCrossEntropy(), logits, labels);
}
