using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>x · scale + offset.</summary>
internal sealed class Rescaling : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) =>
        (inputs[0] * context.Settings.Real("Scale", 1)) + context.Settings.Real("Offset", 0);
}
