using System.Text;

namespace Digits;

/// <summary>Grey pictures drawn with characters: one character is two pixels, one above the other.</summary>
internal static class Picture
{
    private const int Size = 28;
    private const float Ink = 0.35f;

    /// <summary>Writes pictures side by side, each under its caption.</summary>
    /// <param name="pictures">28 × 28 values from 0 (paper) to 1 (ink) each.</param>
    public static void WriteRow(TextWriter writer, IReadOnlyList<(string Caption, ReadOnlyMemory<float> Pixels)> pictures)
    {
        writer.WriteLine(string.Join("  ", pictures.Select(p => p.Caption.PadRight(Size))));
        for (int row = 0; row < Size; row += 2)
        {
            writer.WriteLine(string.Join("  ", pictures.Select(p => Line(p.Pixels.Span, row))));
        }
    }

    private static string Line(ReadOnlySpan<float> pixels, int row)
    {
        var line = new StringBuilder(Size);
        for (int column = 0; column < Size; column++)
        {
            bool upper = pixels[(row * Size) + column] > Ink;
            bool lower = pixels[((row + 1) * Size) + column] > Ink;
            line.Append((upper, lower) switch
            {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                _ => ' ',
            });
        }

        return line.ToString();
    }
}
