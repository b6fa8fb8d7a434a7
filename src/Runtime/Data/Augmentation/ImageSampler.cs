namespace Compiled;

/// <summary>
/// Reads a picture between its pixels. The picture is thought to go on without end, as the fill mode says, and is interpolated everywhere.
/// </summary>
internal readonly struct ImageSampler(int height, int width, int channels, Interpolation interpolation, FillMode fillMode, float constant)
{
    // Beyond every picture, and far from the range of integers.
    private const double Far = 1 << 28;
    private const int Outside = -1;

    /// <param name="image">Height by width by channels.</param>
    /// <param name="destination">Room for as many values.</param>
    /// <param name="map">Where what is seen at a pixel comes from.</param>
    public void Run(ReadOnlySpan<float> image, Span<float> destination, in AffineMap map)
    {
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i += channels)
            {
                double row = Math.Clamp((map.RowOfRow * y) + (map.RowOfColumn * x) + map.RowOffset, -Far, Far);
                double column = Math.Clamp((map.ColumnOfRow * y) + (map.ColumnOfColumn * x) + map.ColumnOffset, -Far, Far);
                Span<float> pixel = destination.Slice(i, channels);
                if (interpolation == Interpolation.Nearest)
                {
                    TakeNearest(image, row, column, pixel);
                }
                else
                {
                    Interpolate(image, row, column, pixel);
                }
            }
        }
    }

    private void TakeNearest(ReadOnlySpan<float> image, double row, double column, Span<float> pixel)
    {
        int nearestRow = Place((int)Math.Floor(row + 0.5), height);
        int nearestColumn = Place((int)Math.Floor(column + 0.5), width);
        for (int channel = 0; channel < pixel.Length; channel++)
        {
            pixel[channel] = Value(image, nearestRow, nearestColumn, channel);
        }
    }

    private void Interpolate(ReadOnlySpan<float> image, double row, double column, Span<float> pixel)
    {
        int top = (int)Math.Floor(row);
        int left = (int)Math.Floor(column);
        float down = (float)(row - top);
        float right = (float)(column - left);
        int top0 = Place(top, height);
        int top1 = Place(top + 1, height);
        int left0 = Place(left, width);
        int left1 = Place(left + 1, width);
        for (int channel = 0; channel < pixel.Length; channel++)
        {
            float upper = Between(Value(image, top0, left0, channel), Value(image, top0, left1, channel), right);
            float lower = Between(Value(image, top1, left0, channel), Value(image, top1, left1, channel), right);
            pixel[channel] = Between(upper, lower, down);
        }
    }

    // Exact where both are the same and at both ends.
    private static float Between(float one, float other, float share) => one + (share * (other - one));

    private float Value(ReadOnlySpan<float> image, int row, int column, int channel)
        => row == Outside || column == Outside ? constant : image[(((row * width) + column) * channels) + channel];

    /// <summary>The pixel that lies at a place along an axis.</summary>
    private int Place(int place, int size)
    {
        if ((uint)place < (uint)size)
        {
            return place;
        }

        switch (fillMode)
        {
            case FillMode.Nearest:
                return place < 0 ? 0 : size - 1;
            case FillMode.Reflect:
                int mirrored = Modulo(place, 2 * size);
                return mirrored < size ? mirrored : (2 * size) - 1 - mirrored;
            case FillMode.Wrap:
                return Modulo(place, size);
            default:
                return Outside;
        }

        static int Modulo(int place, int period) => ((place % period) + period) % period;
    }
}
