using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>(prediction − target)².</summary>
internal sealed class MeanSquaredError : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction) => (prediction - target).Square();
}
