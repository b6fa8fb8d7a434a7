using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Images at another size, with Keras's <c>smart_resize</c> where proportions are to be kept.</summary>
internal sealed class Resizing : MixingLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank: 2);
        int height = context.Settings.Size("Height"), width = context.Settings.Size("Width");
        bool isLinear = context.Settings.Member("Interpolation", "Bilinear") == "Bilinear";
        return Resize(context.Settings.Boolean("CropToAspectRatio", false) ? CropToProportions(context, x, height, width) : x, height, width, isLinear);
    }

    public static Value Resize(Value x, int height, int width, bool isLinear) => x.Apply(new Resize([height, width], isLinear));

    /// <summary>The largest part in the middle that has the proportions of another size.</summary>
    public static Value CropToProportions(LayerContext context, Value x, int height, int width)
    {
        int rows = context.SizeOf(x, 1), columns = context.SizeOf(x, 2);
        int keptRows = (int)Math.Min(rows, (long)columns * height / width), keptColumns = (int)Math.Min(columns, (long)rows * width / height);
        return x.Slice(1, (rows - keptRows) / 2, Math.Max(keptRows, 1)).Slice(2, (columns - keptColumns) / 2, Math.Max(keptColumns, 1));
    }
}
