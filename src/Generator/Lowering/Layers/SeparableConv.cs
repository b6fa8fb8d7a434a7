using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A depthwise convolution over one or two spatial axes, then a convolution with a window of one position; activation and bias come once, at the end.</summary>
internal sealed class SeparableConv(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"SeparableConv{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        int filters = context.Settings.Size("Filters");
        Value depthwise = DepthwiseConv.Convolve(context, inputs[0], rank);
        int[] window = [.. Enumerable.Repeat(1, rank)];
        Value kernel = context.Weight("pointwise_kernel", SpatialSettings.Kernel(window, context.SizeOf(depthwise, -1), filters), "GlorotUniform", settings: "Pointwise");
        return context.Activate(context.AddBias(depthwise.Convolution(kernel, Sliding.OneByOne(rank))));
    }
}
