using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A layer that computes with several steps of a sequence at once, padding or not: masks end before it, of which a warning tells.</summary>
internal abstract class MixingLayer : LayerRecipe
{
    public sealed override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.LoseMask();
}
