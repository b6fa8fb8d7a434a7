using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Convolutional long short-term memory (Shi et al. 2015, without its peepholes): an <see cref="LSTM"/> whose products are convolutions over
/// pictures (batch, height, width, channels). Strides, dilation and padding are those of the input's; the state's keeps its size.
/// </summary>
internal sealed class ConvLSTM2D : RecurrentLayer
{
    public override int States => 2;

    public override string[] Takes => ["height", "width", "channels"];

    public override IReadOnlyList<Shape> StateShapes(LayerContext context, Shape x)
    {
        int[] window = Window(context), lengths = Sliding.SpatialLengths(Kind, x);
        Shape state = Sliding.WithSpatial(x[0], context.Slide(lengths, x, window, "KernelSize", [1]).Outputs(Kind, lengths, window), context.Settings.Size("Filters"));
        return [state, state];
    }

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states)
    {
        int[] window = Window(cell.Layer);
        (Value h, Value c) = (states[0], states[1]);
        Value kernel = cell.Weight("kernel", "Kernel", SpatialSettings.Kernel(window, cell.Features, 4 * cell.Units), "GlorotUniform");
        Value recurrent = cell.Weight("recurrent_kernel", "Recurrent", SpatialSettings.Kernel(window, cell.Units, 4 * cell.Units), "Orthogonal");
        Value z = cell.DroppedInput(x).Convolution(kernel, cell.Layer.Slide(x, window, "KernelSize", [1]));
        z = LSTM.Bias(cell) is { } bias ? z + bias : z;
        z += cell.Dropped(h).Convolution(recurrent, SameSize(h, window));
        return LSTM.Next(cell, z, c);
    }

    private static int[] Window(LayerContext context) => context.Window("KernelSize", 2, []);

    /// <summary>A window that gives a picture of the same size.</summary>
    private static Sliding SameSize(Value picture, int[] window)
    {
        (int Before, int After)[] sides = [.. window.Select((size, axis) => SpatialSettings.Same((int)picture.Shape[axis + 1].Value, size, 1))];
        return Sliding.OneByOne(2) with { Before = sides.Select(s => s.Before).ToEquatableArray(), After = sides.Select(s => s.After).ToEquatableArray() };
    }
}
