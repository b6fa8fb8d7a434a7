using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>max(1 − t y, 0), where a target 0 counts as −1.</summary>
internal sealed class Hinge : LossRecipe
{
    public override Value Lower(Value target, Value prediction) => Margin(target, prediction);

    public static Value Margin(Value target, Value prediction)
    {
        GraphBuilder builder = target.Builder;
        Value signed = target.EqualTo(builder.Constant(0)).Select(builder.Constant(-1), target);
        return (1 - (signed * prediction)).Relu();
    }
}
