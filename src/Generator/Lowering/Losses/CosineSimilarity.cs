using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>−Σ of the products of both vectors at length 1, along the last axis.</summary>
internal sealed class CosineSimilarity : LossRecipe
{
    public override bool TakesRows => true;

    public override bool IsRegression => true;

    public override Value Lower(Value target, Value prediction)
    {
        int last = Last(prediction);
        return -(Recipes.Normalize(target, last) * Recipes.Normalize(prediction, last)).Sum([last]);
    }
}
