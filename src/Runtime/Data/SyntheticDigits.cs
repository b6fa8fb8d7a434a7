namespace Compiled;

/// <summary>
/// Drawn digits for machines without MNIST: written by a program that varies strokes, slant, size, bend, pen and ink.
/// They look like MNIST's and have its form, but results on them say nothing about MNIST.
/// </summary>
public static class SyntheticDigits
{
    /// <summary>Names the images for people.</summary>
    public const string Source = "synthetic digits (not MNIST)";

    internal const int Size = 28;
    private const int Classes = 10;

    /// <summary>Draws the images; the same seed gives the same ones.</summary>
    /// <param name="train">How many to learn from.</param>
    /// <param name="test">How many to judge by; none of them is among the first.</param>
    /// <param name="seed">Decides all images.</param>
    public static ImageData Create(int train = 12_000, int test = 2_000, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(train);
        ArgumentOutOfRangeException.ThrowIfNegative(test);
        return new(Draw(train, seed, 0), Draw(test, seed, uint.MaxValue / 2), Source, IsSynthetic: true);
    }

    private static ImageDataset Draw(int count, ulong seed, uint firstStream)
    {
        byte[] pixels = new byte[checked(count * Size * Size)];
        byte[] labels = new byte[count];
        DigitPainter painter = new();
        for (int i = 0; i < count; i++)
        {
            // Each image has a stream of its own: more images leave the first ones as they were.
            RandomSequence random = new(seed, firstStream + (uint)i);
            labels[i] = (byte)random.Below(Classes);
            painter.Paint(labels[i], ref random, pixels.AsSpan(i * Size * Size, Size * Size));
        }

        return new(pixels, labels, Size, Size);
    }
}
