using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>An activation as a layer of its own.</summary>
internal sealed class Activation : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => context.Activate(inputs[0]);
}
