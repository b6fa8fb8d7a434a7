using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// While training, sets values to SELU's negative limit −λα with probability rate, then scales and shifts so that mean 0 and
/// variance 1 stay (Klambauer et al. 2017, "Self-Normalizing Neural Networks").
/// </summary>
internal sealed class AlphaDropout : StepwiseLayer
{
    private const double Limit = -1.6732632423543772 * 1.0507009873554805;

    public override bool DropsValues => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        double rate = context.Settings.Rate("Rate");
        if (!context.IsTraining || rate == 0)
        {
            return x;
        }

        double scale = 1 / Math.Sqrt((1 - rate) * (1 + (rate * Limit * Limit)));
        Value kept = context.Builder.Constant(rate).LessOrEqual(context.RandomUniform(x.Shape));
        return (kept.Select(x, context.Builder.Constant(Limit)) * scale) - (scale * Limit * rate);
    }
}
