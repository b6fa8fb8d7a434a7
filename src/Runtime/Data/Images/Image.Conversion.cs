using System.Numerics.Tensors;

namespace Compiled;

public sealed partial class Image
{
    // Luma of ITU-R BT.601 with 16 fractional bits: 0.299, 0.587, 0.114.
    private const int LumaShift = 16;
    private const int RedLuma = 19595;
    private const int GreenLuma = 38470;
    private const int BlueLuma = 7471;

    /// <summary>
    /// The same picture with other channels. Colours become grey by their luma, 0.299 R + 0.587 G + 0.114 B; opacity is dropped, not
    /// blended with a background, or added as 255.
    /// </summary>
    /// <param name="channels">1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.</param>
    /// <returns>This picture where it has those channels already.</returns>
    public Image ToChannels(int channels)
    {
        if (channels == Channels)
        {
            return this;
        }

        Image result = new(Width, Height, channels);
        ReadOnlySpan<byte> source = Pixels;
        Span<byte> destination = result.Pixels;
        for (int i = 0; i < Width * Height; i++)
        {
            ConvertPixel(source.Slice(i * Channels, Channels), destination.Slice(i * channels, channels));
        }

        return result;
    }

    /// <summary>A picture from numbers in [0, 1], which become the nearest of 256 values; others become 0 or 255.</summary>
    /// <param name="values">Height by width by channels.</param>
    /// <param name="width">Pixels in a row; positive.</param>
    /// <param name="height">Rows; positive.</param>
    /// <param name="channels">1 to 4.</param>
    /// <exception cref="ArgumentException">The number of values is another than that of such a picture.</exception>
    public static Image FromUnit(ReadOnlySpan<float> values, int width, int height, int channels)
    {
        CheckCount(values.Length, "value", width, height, channels, nameof(values));
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            // What is no number is black.
            pixels[i] = float.IsNaN(values[i]) ? (byte)0 : (byte)MathF.Round(Math.Clamp(values[i], 0, 1) * byte.MaxValue);
        }

        return new(width, height, channels, pixels);
    }

    /// <summary>Writes all bytes as numbers in [0, 1], in their order: height by width by channels.</summary>
    /// <param name="destination">Has room for exactly so many, as a sample of a network for pictures of this size has.</param>
    /// <exception cref="ArgumentException">There is room for fewer or more; the message has the picture's size.</exception>
    public void CopyTo(Span<float> destination)
    {
        // A smaller picture would leave the last one's rest behind it, which a network reads.
        if (destination.Length != _pixels.Length)
        {
            throw new ArgumentException($"A picture of {Width}×{Height} pixels and {Channels} channels has {_pixels.Length} values, but there is room for {destination.Length}: resize it with Resize, convert it with ToChannels, or give a slice of {_pixels.Length}.", nameof(destination));
        }

        ToUnit(_pixels, destination);
    }

    /// <summary>Numbers in [0, 1] for bytes from 0 to 255.</summary>
    internal static void ToUnit(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        destination = destination[..bytes.Length];
        TensorPrimitives.ConvertTruncating(bytes, destination);
        TensorPrimitives.Divide(destination, (float)byte.MaxValue, destination);
    }

    private static void ConvertPixel(ReadOnlySpan<byte> from, Span<byte> to)
    {
        bool isColor = from.Length >= 3;
        if (to.Length >= 3)
        {
            to[0] = from[0];
            to[1] = from[isColor ? 1 : 0];
            to[2] = from[isColor ? 2 : 0];
        }
        else
        {
            to[0] = isColor
                ? (byte)(((from[0] * RedLuma) + (from[1] * GreenLuma) + (from[2] * BlueLuma) + (1 << (LumaShift - 1))) >> LumaShift)
                : from[0];
        }

        if (to.Length is 2 or 4)
        {
            to[^1] = from.Length is 2 or 4 ? from[^1] : byte.MaxValue;
        }
    }
}
