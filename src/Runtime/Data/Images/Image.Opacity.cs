namespace Compiled;

public sealed partial class Image
{
    private bool HasOpacity => Channels is 2 or 4;

    /// <summary>A copy whose colours are multiplied by their opacity, so that a mean of pixels weighs them by it.</summary>
    private Image Premultiplied()
    {
        Image result = new(Width, Height, Channels);
        ReadOnlySpan<byte> source = _pixels;
        Span<byte> destination = result._pixels;
        int colors = Channels - 1;
        for (int pixel = 0; pixel < source.Length; pixel += Channels)
        {
            int opacity = source[pixel + colors];
            for (int i = pixel; i < pixel + colors; i++)
            {
                destination[i] = (byte)(((source[i] * opacity) + (byte.MaxValue / 2)) / byte.MaxValue);
            }

            destination[pixel + colors] = (byte)opacity;
        }

        return result;
    }

    /// <summary>Undoes <see cref="Premultiplied"/>, rounding down as Pillow does. Pixels that cannot be seen keep the black that they have.</summary>
    private void DivideByOpacity()
    {
        int colors = Channels - 1;
        for (int pixel = 0; pixel < _pixels.Length; pixel += Channels)
        {
            int opacity = _pixels[pixel + colors];
            if (opacity == 0)
            {
                continue;
            }

            for (int i = pixel; i < pixel + colors; i++)
            {
                // No colour is larger than its opacity: both are sums with the same weights.
                _pixels[i] = (byte)(_pixels[i] * byte.MaxValue / opacity);
            }
        }
    }
}
