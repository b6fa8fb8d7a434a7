namespace Compiled;

/// <summary>How pixels of another size are made.</summary>
public enum Resampling
{
    /// <summary>The pixel whose area holds the centre of the new one.</summary>
    Nearest,

    /// <summary>Neighbouring pixels weighted by a triangle, which is as wide as a new pixel where the picture shrinks: no pixel is lost.</summary>
    Bilinear,
}

public sealed partial class Image
{
    /// <summary>
    /// The picture in another size, with the values that Pillow computes. Where there is opacity, a pixel counts for the colours of new ones
    /// as much as it is opaque (but for <see cref="Resampling.Nearest"/>, which takes pixels as they are).
    /// </summary>
    /// <param name="width">Pixels in a row; positive.</param>
    /// <param name="height">Rows; positive.</param>
    /// <param name="resampling">How.</param>
    /// <returns>This picture where it has that size already.</returns>
    public Image Resize(int width, int height, Resampling resampling = Resampling.Bilinear)
    {
        if (width == Width && height == Height)
        {
            return this;
        }

        Image result = new(width, height, Channels);
        if (resampling == Resampling.Nearest)
        {
            ResizeNearest(result);
        }
        else if (HasOpacity)
        {
            Premultiplied().ResizeBilinear(result);
            result.DivideByOpacity();
        }
        else
        {
            ResizeBilinear(result);
        }

        return result;
    }

    private void ResizeBilinear(Image result)
    {
        if (result.Height == Height)
        {
            ResizeAcross(result);
            return;
        }

        Image wide = this;
        if (result.Width != Width)
        {
            wide = new(result.Width, Height, Channels);
            ResizeAcross(wide);
        }

        wide.ResizeDown(result);
    }

    private void ResizeNearest(Image result)
    {
        int channels = Channels;
        int[] columns = NearestPlaces(Width, result.Width);
        int[] rows = NearestPlaces(Height, result.Height);
        for (int y = 0; y < rows.Length; y++)
        {
            ReadOnlySpan<byte> source = Row(rows[y]);
            Span<byte> row = result.Row(y);
            for (int x = 0; x < columns.Length; x++)
            {
                source.Slice(columns[x] * channels, channels).CopyTo(row[(x * channels)..]);
            }
        }
    }

    private static int[] NearestPlaces(int from, int to)
    {
        double scale = (double)from / to;
        int[] places = new int[to];
        // Summed up as Pillow does: where a centre falls on a border, the rounding decides.
        double center = 0.5 * scale;
        for (int i = 0; i < to; i++, center += scale)
        {
            places[i] = Math.Min((int)center, from - 1);
        }

        return places;
    }

    private void ResizeAcross(Image result)
    {
        TriangleWeights weights = new(Width, result.Width);
        int channels = Channels;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> source = Row(y);
            Span<byte> row = result.Row(y);
            for (int x = 0; x < result.Width; x++)
            {
                ReadOnlySpan<int> factors = weights.Of(x, out int first);
                for (int channel = 0; channel < channels; channel++)
                {
                    int sum = TriangleWeights.Half;
                    for (int i = 0, place = (first * channels) + channel; i < factors.Length; i++, place += channels)
                    {
                        sum += source[place] * factors[i];
                    }

                    row[(x * channels) + channel] = (byte)(sum >> TriangleWeights.Shift);
                }
            }
        }
    }

    private void ResizeDown(Image result)
    {
        TriangleWeights weights = new(Height, result.Height);
        int[] sums = new int[Width * Channels];
        for (int y = 0; y < result.Height; y++)
        {
            ReadOnlySpan<int> factors = weights.Of(y, out int first);
            sums.AsSpan().Fill(TriangleWeights.Half);
            for (int i = 0; i < factors.Length; i++)
            {
                ReadOnlySpan<byte> source = Row(first + i);
                int factor = factors[i];
                for (int x = 0; x < sums.Length; x++)
                {
                    sums[x] += source[x] * factor;
                }
            }

            Span<byte> row = result.Row(y);
            for (int x = 0; x < sums.Length; x++)
            {
                row[x] = (byte)(sums[x] >> TriangleWeights.Shift);
            }
        }
    }
}
