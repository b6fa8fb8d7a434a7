using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>activation(each channel ∗ filters of its own + bias) over one or two spatial axes: a convolution in as many groups as channels.</summary>
internal sealed class DepthwiseConv(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"DepthwiseConv{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => context.Activate(context.AddBias(Convolve(context, inputs[0], rank)));

    /// <summary>The depthwise convolution without bias.</summary>
    public static Value Convolve(LayerContext context, Value x, int rank)
    {
        context.RequireSpatial(x, rank);
        int[] window = context.Window("KernelSize", rank, []);
        int channels = context.SizeOf(x, -1), multiplier = context.PerAxis("DepthMultiplier", 1, [1])[0];
        Sliding sliding = context.Slide(x, window, "KernelSize", [1], takesCausal: true);
        Value kernel = context.Weight("depthwise_kernel", SpatialSettings.Kernel(window, channels, multiplier), "GlorotUniform", settings: "Depthwise");
        int filters = checked(channels * multiplier);
        Value filtered = kernel.Reshape(SpatialSettings.Kernel(window, 1, filters));
        if (channels == 1 || multiplier == 1)
        {
            return x.Convolution(filtered, sliding, channels);
        }

        // Each channel as often as it has filters: groups of one channel and one filter have a kernel that runs along the channels; larger ones
        // are computed as products of matrices, several groups at once with zeros between them.
        Value repeated = x.WithLastAxis().BroadcastTo(new([.. x.Shape.Dimensions, multiplier])).Reshape(x.Shape.WithAxis(rank + 1, filters));
        return repeated.Convolution(filtered, sliding, filters);
    }
}
