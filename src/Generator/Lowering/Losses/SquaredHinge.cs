using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>max(1 − t y, 0)², where a target 0 counts as −1.</summary>
internal sealed class SquaredHinge : LossRecipe
{
    public override Value Lower(Value target, Value prediction) => Hinge.Margin(target, prediction).Square();
}
