using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>max(0, 1 + max((1 − t) y) − Σ t y) along the last axis.</summary>
internal sealed class CategoricalHinge : LossRecipe
{
    public override bool TakesRows => true;

    public override Value Lower(Value target, Value prediction)
    {
        int[] last = [Last(prediction)];
        Value right = (target * prediction).Sum(last);
        Value wrong = ((1 - target) * prediction).ReduceMaximum(last);
        return (wrong - right + 1).Relu();
    }
}
