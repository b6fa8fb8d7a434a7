using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// The cross-entropy with the sum over all classes estimated by importance sampling (Bengio and Senécal 2003, Jean et al. 2015): the right class counts
/// as it is, each drawn one by e^score / (expected count), unless it is the right one, which is in the sum already.
/// </summary>
internal sealed class SampledSoftmax : SampledOutput
{
    /// <summary>The score of a drawn class that is the right one: e to its power is nothing.</summary>
    private const double Hit = -1e9;

    protected override Value Loss(LayerContext context, Candidates candidates)
    {
        Value isHit = candidates.Labels.WithLastAxis().EqualTo(candidates.Others);
        Value others = isHit.Select(candidates.Wrong.Constant(Hit), candidates.Wrong - candidates.LogExpected(candidates.Others));

        // −log(e^r / (e^r + Σ e^o))
        return (Recipes.LogSumExp(others, [1], keepDimensions: false) - candidates.Right).Softplus();
    }
}
