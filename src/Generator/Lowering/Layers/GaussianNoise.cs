using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>While training, adds normal noise.</summary>
internal sealed class GaussianNoise : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        double deviation = context.Settings.Real("StandardDeviation", 0);
        if (deviation < 0)
        {
            throw context.Settings.Unfit("StandardDeviation", deviation.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "it must not be negative");
        }

        return context.IsTraining && deviation > 0 ? x + (context.RandomNormal(x.Shape) * deviation) : x;
    }
}
