using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Shows a map of numbers in [0, 1], such as <see cref="Model.GradCam"/> gives, over the picture that it belongs to.</summary>
public static class HeatMap
{
    /// <summary>Blends colours from blue, 0, over green and yellow to red, 1, with a picture.</summary>
    /// <param name="picture">Any channels; opacity is dropped.</param>
    /// <param name="maps">Batch, height, width; a map is stretched to the picture's size.</param>
    /// <param name="sample">Which map.</param>
    /// <param name="strength">The share of the colours, in [0, 1].</param>
    /// <returns>RGB, as large as the picture.</returns>
    /// <exception cref="ArgumentException">There are other axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such map, or the share is outside of its range.</exception>
    public static Image Over(Image picture, Tensor<float> maps, int sample = 0, float strength = 0.4f)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(maps);
        int[] lengths = [.. maps.Lengths.ToArray().Select(length => checked((int)length))];
        if (lengths is not [var samples, var height, var width])
        {
            throw new ArgumentException($"The tensor has the shape {Wording.Shape(lengths)}, where (batch, height, width) was expected.", nameof(maps));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, samples);
        if (strength is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "The share of the colours is between 0 and 1.");
        }

        float[] all = new float[maps.FlattenedLength];
        maps.FlattenTo(all);
        Image heat = Image.FromUnit(all.AsSpan(sample * height * width, height * width), width, height, 1).Resize(picture.Width, picture.Height);
        Image result = picture.ToChannels(3);
        result = result == picture ? new(picture.Width, picture.Height, 3, picture.Pixels.ToArray()) : result;
        for (int i = 0; i < heat.Pixels.Length; i++)
        {
            float value = heat.Pixels[i] / (float)byte.MaxValue;
            Span<byte> pixel = result.Pixels.Slice(3 * i, 3);
            for (int channel = 0; channel < 3; channel++)
            {
                // Each primary colour is a plateau around its place: blue at 1/4, green at 1/2, red at 3/4.
                float color = Math.Clamp(1.5f - Math.Abs((4 * value) - (3 - channel)), 0, 1);
                pixel[channel] = (byte)MathF.Round(((1 - strength) * pixel[channel]) + (strength * byte.MaxValue * color));
            }
        }

        return result;
    }
}
