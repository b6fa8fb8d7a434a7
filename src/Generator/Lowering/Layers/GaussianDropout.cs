using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>While training, multiplies by normal noise of mean 1 and variance rate / (1 − rate) (Srivastava et al. 2014, section 10).</summary>
internal sealed class GaussianDropout : StepwiseLayer
{
    public override bool DropsValues => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        double rate = context.Settings.Rate("Rate");
        return context.IsTraining && rate > 0 ? x * ((context.RandomNormal(x.Shape) * Math.Sqrt(rate / (1 - rate))) + 1) : x;
    }
}
