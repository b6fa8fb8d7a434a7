namespace Compiled;

/// <summary>
/// Drawn pictures for machines without CIFAR-10: one shape each, of any colour, size, place and angle, before a shaded and noisy ground.
/// They have CIFAR-10's form and ten classes of their own; results on them say nothing about CIFAR-10.
/// </summary>
public static class SyntheticShapes
{
    /// <summary>Names the pictures for people.</summary>
    public const string Source = "synthetic shapes (not CIFAR-10)";

    private const int Size = 32;
    private const int Channels = 3;
    private const int PictureLength = Size * Size * Channels;

    // How fast a border changes from ground to shape, in pixels, and how far the noise goes, in grey values.
    private const float BorderWidth = 1.2f;
    private const float Noise = 16;
    private const float LeastContrast = 60;

    /// <summary>The names of the classes 0 to 9.</summary>
    public static IReadOnlyList<string> ClassNames => ShapeOutlines.Names;

    /// <summary>Draws the pictures; the same seed gives the same ones.</summary>
    /// <param name="train">How many to learn from.</param>
    /// <param name="test">How many to judge by; none of them is among the first.</param>
    /// <param name="seed">Decides all pictures.</param>
    public static ImageData Create(int train = 8_000, int test = 1_000, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(train);
        ArgumentOutOfRangeException.ThrowIfNegative(test);
        return new(Draw(train, seed, 0), Draw(test, seed, uint.MaxValue / 2), Source, IsSynthetic: true);
    }

    private static ImageDataset Draw(int count, ulong seed, uint firstStream)
    {
        byte[] pixels = new byte[checked(count * PictureLength)];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            // Each picture has a stream of its own: more pictures leave the first ones as they were.
            RandomSequence random = new(seed, firstStream + (uint)i);
            labels[i] = (byte)random.Below(ShapeOutlines.Names.Count);
            Paint(labels[i], ref random, pixels.AsSpan(i * PictureLength, PictureLength));
        }

        return new(pixels, labels, Size, Size, Channels);
    }

    private static void Paint(int shape, ref RandomSequence random, Span<byte> picture)
    {
        Span<float> ink = stackalloc float[Channels], ground = stackalloc float[Channels];
        Colours(ref random, ink, ground);
        float radius = random.Uniform(8, 13), angle = random.Uniform(-MathF.PI, MathF.PI);
        float centreX = random.Uniform(13, 19), centreY = random.Uniform(13, 19);
        float shadeX = random.Uniform(-1.5f, 1.5f), shadeY = random.Uniform(-1.5f, 1.5f);
        (float sine, float cosine) = MathF.SinCos(angle);
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                float x = column - centreX, y = row - centreY;
                float distance = radius * ShapeOutlines.Distance(shape, ((cosine * x) + (sine * y)) / radius, ((cosine * y) - (sine * x)) / radius);
                float cover = Math.Clamp(0.5f - (distance / BorderWidth), 0, 1);
                float shade = (shadeX * (column - (Size / 2))) + (shadeY * (row - (Size / 2)));
                Span<byte> pixel = picture.Slice(((row * Size) + column) * Channels, Channels);
                for (int channel = 0; channel < Channels; channel++)
                {
                    float value = (cover * ink[channel]) + ((1 - cover) * (ground[channel] + shade)) + random.Uniform(-Noise, Noise);
                    pixel[channel] = (byte)Math.Clamp(value, 0, byte.MaxValue);
                }
            }
        }
    }

    /// <summary>Two colours far enough apart to be told from each other.</summary>
    private static void Colours(ref RandomSequence random, Span<float> ink, Span<float> ground)
    {
        float difference;
        do
        {
            difference = 0;
            for (int channel = 0; channel < Channels; channel++)
            {
                ink[channel] = random.Uniform(20, 235);
                ground[channel] = random.Uniform(20, 235);
                difference += MathF.Abs(ink[channel] - ground[channel]) / Channels;
            }
        }
        while (difference < LeastContrast);
    }
}
