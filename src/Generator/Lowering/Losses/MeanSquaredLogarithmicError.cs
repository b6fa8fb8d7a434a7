using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>(log(1 + prediction) − log(1 + target))², both held above 1e-7.</summary>
internal sealed class MeanSquaredLogarithmicError : LossRecipe
{
    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction) => (prediction.Maximum(Epsilon).Log1P() - target.Maximum(Epsilon).Log1P()).Square();
}
