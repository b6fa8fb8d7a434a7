using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>100 |prediction − target| / max(|target|, 1e-7).</summary>
internal sealed class MeanAbsolutePercentageError : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction) => (prediction - target).Abs() / target.Abs().Maximum(Epsilon) * 100;
}
