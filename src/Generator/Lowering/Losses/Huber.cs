using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>e² / 2 where |e| ≤ 1, else |e| − 1 / 2 (Huber 1964), as min(|e|, 1) (|e| − min(|e|, 1) / 2).</summary>
internal sealed class Huber : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction)
    {
        Value error = (prediction - target).Abs();
        Value near = error.Minimum(1);
        return near * (error - (near * 0.5));
    }
}
