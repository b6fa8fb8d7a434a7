using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>Σ t log(t / y) along the last axis, both held in [1e-7, 1].</summary>
internal sealed class KullbackLeiblerDivergence : LossRecipe
{
    public override bool TakesRows => true;

    public override Value Lower(Value target, Value prediction)
    {
        Value t = target.Clip(Epsilon, 1), y = prediction.Clip(Epsilon, 1);
        return (t * (t / y).Log()).Sum([Last(prediction)]);
    }
}
