using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Whether a class is right or drawn, told from its score less the logarithm of its expected count (Gutmann and Hyvärinen 2010, Mnih and Teh 2012):
/// −log σ of the right class − Σ log(1 − σ) of those drawn. A drawn class that is the right one counts as drawn, as the theory has it.
/// </summary>
internal sealed class NoiseContrastiveEstimation : SampledOutput
{
    protected override Value Loss(LayerContext context, Candidates candidates) =>
        (candidates.LogExpected(candidates.Labels) - candidates.Right).Softplus()
        + (candidates.Wrong - candidates.LogExpected(candidates.Others)).Softplus().Sum([1]);
}
