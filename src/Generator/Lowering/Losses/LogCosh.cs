using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>log(cosh(e)) as e + softplus(−2e) − log 2, which does not overflow.</summary>
internal sealed class LogCosh : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction)
    {
        Value error = prediction - target;
        return error + (error * -2).Softplus() - Math.Log(2);
    }
}
