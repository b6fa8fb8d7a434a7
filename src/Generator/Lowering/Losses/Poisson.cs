using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>y − t log(y + 1e-7).</summary>
internal sealed class Poisson : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction) => prediction - (target * (prediction + Epsilon).Log());
}
