using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>−(t log p + (1 − t) log(1 − p)), p held in [1e-7, 1 − 1e-7]; where p is a sigmoid, the same from its logits.</summary>
internal sealed class BinaryCrossentropy(double smoothing = 0) : SmoothedLoss(smoothing)
{
    public override string? Refuse(Head head) => head switch
    {
        Head.Softmax => "one of many is trained with Loss.CategoricalCrossentropy or Loss.SparseCategoricalCrossentropy; or end in Activation.Sigmoid",
        Head.Linear => "it takes probabilities: end in Activation.Sigmoid, or use Loss.BinaryCrossentropyFromLogits",
        Head.Relu or Head.Tanh => "it takes probabilities: end in Activation.Sigmoid",
        _ => null,
    };

    protected override LossRecipe Smoothed(double smoothing) => new BinaryCrossentropy(smoothing);

    protected override Value LowerShares(Value target, Value prediction)
    {
        if (Heads.Logits<Operators.Sigmoid>(prediction) is { } logits)
        {
            return BinaryCrossentropyFromLogits.FromLogits(target, logits);
        }

        Value p = prediction.Clip(Epsilon, 1 - Epsilon);
        return -((target * p.Log()) + ((1 - target) * (1 - p).Log()));
    }
}
