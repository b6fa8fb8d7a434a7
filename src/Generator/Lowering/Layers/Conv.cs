using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>activation(x ∗ kernel + bias) over one, two or three spatial axes.</summary>
internal sealed class Conv(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"Conv{rank}D");

    public override bool IsAffine => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        int filters = context.Settings.Size("Filters"), groups = context.Groups(x, filters);
        int[] window = context.Window("KernelSize", rank, []);
        Sliding sliding = context.Slide(x, window, "KernelSize", [1], takesCausal: true);
        Value kernel = context.Weight("kernel", SpatialSettings.Kernel(window, context.SizeOf(x, -1) / groups, filters), "GlorotUniform");
        return context.Activate(context.AddBias(x.Convolution(kernel, sliding, groups)));
    }
}
