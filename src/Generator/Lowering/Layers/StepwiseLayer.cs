using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A layer that does to each step of a sequence the same, whatever the other steps hold: masks go on behind it.</summary>
internal abstract class StepwiseLayer : LayerRecipe
{
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.PassMask(output);
}
