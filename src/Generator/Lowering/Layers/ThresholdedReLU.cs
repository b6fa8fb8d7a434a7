using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>x where it exceeds theta, else 0.</summary>
internal sealed class ThresholdedReLU : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        return x.Exceeds(context.Settings.Real("Theta", 1)).Select(x, context.Builder.Constant(0));
    }
}
