using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Pictures side by side: the filters of a convolution, the channels of what a layer computes.</summary>
public static class ImageGrid
{
    private const byte Background = 255;

    /// <summary>
    /// The filters of a two-dimensional convolution, each from black, its least weight, to white, its greatest. Filters over one or three channels
    /// are grey or coloured tiles in a square; filters over more are rows, with a grey tile for each channel.
    /// </summary>
    /// <param name="model">Has the layer.</param>
    /// <param name="layer">
    /// The layer's name, that of a layer in a model inside behind the member's: <c>features/block1_conv1</c>; its kernel has the axes (height, width,
    /// channels, filters), that of a transposed convolution (height, width, filters, channels). One in a model inside that has no bias, or as many
    /// filters as channels, is taken for no transposed one: pass that model itself.
    /// </param>
    /// <param name="scale">Pixels across a weight; positive.</param>
    /// <exception cref="ArgumentException">The layer has no such kernel.</exception>
    /// <exception cref="KeyNotFoundException">There is no such layer.</exception>
    public static Image Filters(Model model, string layer, int scale = 8)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentNullException.ThrowIfNull(layer);
        ModelWeight[] weightsOfLayer = [.. model.Weights.Where(weight => LayerOf(weight) == layer)];
        ModelWeight? kernel = Array.Find(weightsOfLayer, weight => weight.Shape.Length == 4);
        if (kernel is null)
        {
            string[] inner = [.. model.Weights.Where(weight => weight.Shape.Length == 4 && weight.Name.StartsWith(layer + "/", StringComparison.Ordinal)).Select(LayerOf).Distinct()];

            // Without weights it may be no layer at all, which the collection tells.
            if (weightsOfLayer.Length == 0 && inner.Length == 0)
            {
                _ = model.Layers[layer];
            }

            throw new ArgumentException(
                $"{model.Schema.Name}: layer '{layer}' has no kernel of (height, width, channels, filters){(inner.Length > 0 ? $"; layers in it that have one are {string.Join(", ", inner)}" : "")}",
                nameof(layer));
        }

        bool isTransposed = IsTransposed(model, layer, kernel, weightsOfLayer);
        (int height, int width, int channels, int filters) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[isTransposed ? 3 : 2], kernel.Shape[isTransposed ? 2 : 3]);
        bool isPicture = channels is 1 or 3;
        float[] weights = kernel.ToArray();
        List<Image> tiles = [];
        float[] filter = new float[height * width * channels];
        for (int f = 0; f < filters; f++)
        {
            for (int i = 0; i < filter.Length; i++)
            {
                (int position, int channel) = Math.DivRem(i, channels);
                filter[i] = weights[isTransposed ? (((position * filters) + f) * channels) + channel : (i * filters) + f];
            }

            Stretch(filter);
            if (isPicture)
            {
                tiles.Add(Image.FromUnit(filter, width, height, channels));
            }
            else
            {
                AddChannels(tiles, filter, height, width, channels);
            }
        }

        return Enlarged(tiles, isPicture ? SquareColumns(filters) : channels, scale);
    }

    /// <summary>The channels of what a layer computes for a sample, in a square of grey tiles, all from black, the least value, to white, the greatest.</summary>
    /// <param name="activations">Batch, height, width, channels, as <see cref="Model.Activations(TensorData, string)"/> gives them.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="scale">Pixels across a value; positive.</param>
    /// <exception cref="ArgumentException">There are other axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static Image Channels(Tensor<float> activations, int sample = 0, int scale = 4)
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        int[] lengths = [.. activations.Lengths.ToArray().Select(length => checked((int)length))];
        if (lengths is not [var samples, var height, var width, var channels])
        {
            throw new ArgumentException($"The tensor has the shape {Wording.Shape(lengths)}, where (batch, height, width, channels) was expected.", nameof(activations));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, samples);
        float[] all = new float[activations.FlattenedLength];
        activations.FlattenTo(all);
        float[] values = all[(sample * height * width * channels)..((sample + 1) * height * width * channels)];
        Stretch(values);
        List<Image> tiles = [];
        AddChannels(tiles, values, height, width, channels);
        return Enlarged(tiles, SquareColumns(channels), scale);
    }

    /// <summary>Pictures of one size in rows, white between and around them.</summary>
    /// <param name="tiles">At least one; all of the same size and channels.</param>
    /// <param name="columns">Pictures in a row; positive.</param>
    /// <param name="gap">Pixels between them.</param>
    /// <exception cref="ArgumentException">There are none, or one has another size.</exception>
    public static Image Tiles(IReadOnlyList<Image> tiles, int columns, int gap = 1)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (tiles.Count == 0)
        {
            throw new ArgumentException("There are no pictures to lay out.", nameof(tiles));
        }

        Image first = tiles[0];
        if (tiles.FirstOrDefault(tile => (tile.Width, tile.Height, tile.Channels) != (first.Width, first.Height, first.Channels)) is { } other)
        {
            throw new ArgumentException($"One picture is {other}, but the first is {first}.", nameof(tiles));
        }

        columns = Math.Min(columns, tiles.Count);
        int rows = (tiles.Count + columns - 1) / columns;
        Image grid = new((columns * (first.Width + gap)) + gap, (rows * (first.Height + gap)) + gap, first.Channels);
        grid.Pixels.Fill(Background);
        for (int i = 0; i < tiles.Count; i++)
        {
            int left = gap + (i % columns * (first.Width + gap));
            int top = gap + (i / columns * (first.Height + gap));
            for (int y = 0; y < first.Height; y++)
            {
                tiles[i].Row(y).CopyTo(grid.Row(top + y)[(left * first.Channels)..]);
            }
        }

        return grid;
    }

    /// <summary>The name of the layer, which for one in a model inside has that of the member before it.</summary>
    private static string LayerOf(ModelWeight weight) => weight.Name[..weight.Name.LastIndexOf('/')];

    /// <summary>Whether a kernel is (height, width, filters, channels): the layer's kind tells, and of a layer in a model inside, whose kind is not known here, the bias with one element for each filter.</summary>
    private static bool IsTransposed(Model model, string layer, ModelWeight kernel, ModelWeight[] weightsOfLayer)
    {
        if (model.Layers.FirstOrDefault(known => known.Name == layer) is { } own)
        {
            return own.Schema.Kind.Contains("Conv2DTranspose", StringComparison.Ordinal);
        }

        ModelWeight? bias = Array.Find(weightsOfLayer, weight => weight.Shape.Length == 1);
        return kernel.Name.EndsWith("/kernel", StringComparison.Ordinal) && bias is not null && bias.Shape[0] != kernel.Shape[3] && bias.Shape[0] == kernel.Shape[2];
    }

    private static Image Enlarged(List<Image> tiles, int columns, int scale)
        => Tiles([.. tiles.Select(tile => tile.Resize(tile.Width * scale, tile.Height * scale, Resampling.Nearest))], columns);

    private static int SquareColumns(int tiles) => (int)Math.Ceiling(Math.Sqrt(tiles));

    private static void AddChannels(List<Image> tiles, float[] values, int height, int width, int channels)
    {
        float[] tile = new float[height * width];
        for (int channel = 0; channel < channels; channel++)
        {
            for (int i = 0; i < tile.Length; i++)
            {
                tile[i] = values[(i * channels) + channel];
            }

            tiles.Add(Image.FromUnit(tile, width, height, 1));
        }
    }

    /// <summary>Brings the least value to 0 and the greatest to 1; where they are the same, all to 0.</summary>
    private static void Stretch(Span<float> values)
    {
        float least = TensorPrimitives.Min<float>(values);
        float range = TensorPrimitives.Max<float>(values) - least;
        TensorPrimitives.Subtract(values, least, values);
        if (range > 0)
        {
            TensorPrimitives.Divide(values, range, values);
        }
    }
}
