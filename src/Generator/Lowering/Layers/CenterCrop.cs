using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The middle of images; those that are smaller are cut to the proportions of the result and enlarged.</summary>
internal sealed class CenterCrop : MixingLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank: 2);
        int height = context.Settings.Size("Height"), width = context.Settings.Size("Width");
        int rows = context.SizeOf(x, 1) - height, columns = context.SizeOf(x, 2) - width;
        return rows >= 0 && columns >= 0
            ? x.Slice(1, rows / 2, height).Slice(2, columns / 2, width)
            : Resizing.Resize(Resizing.CropToProportions(context, x, height, width), height, width, isLinear: true);
    }
}
