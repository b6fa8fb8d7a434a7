using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>An activation as a layer of its own.</summary>
internal sealed class Activation : LayerRecipe
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => context.Activate(inputs[0]);

    /// <summary>A softmax is over the last axis: a mask that reaches it is lost.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) =>
        context.PassMask(output, context.Settings.Member("Activation", "Linear").Contains("Softmax") ? output.Shape.Rank - 1 : int.MaxValue);
}
