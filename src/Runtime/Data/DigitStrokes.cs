using System.Collections.Immutable;
using System.Numerics;

namespace Compiled;

/// <summary>How people write the digits: for each digit some ways, each of strokes through points in a unit square, y downwards.</summary>
internal static class DigitStrokes
{
    /// <summary>The ways of writing a digit; each is a list of strokes, each a list of points that the pen goes through smoothly.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<Vector2>>> Of(int digit) => s_ways[digit];

    private static readonly ImmutableArray<ImmutableArray<ImmutableArray<ImmutableArray<Vector2>>>> s_ways =
    [
        [
            Way("58,08 36,12 22,34 22,64 36,88 56,92 74,76 78,46 70,18 56,08 46,10"),
            Way("50,07 30,24 24,52 32,80 50,93 68,80 76,52 70,24 50,07"),
        ],
        [
            Way("52,07 50,36 49,64 48,93"),
            Way("34,28 46,18 54,07", "54,07 52,50 50,93"),
            Way("34,26 52,08", "52,08 51,50 50,92", "30,92 52,92 72,91"),
        ],
        [
            Way("22,28 32,12 54,07 74,20 72,40 52,62 22,90", "22,90 50,88 82,88"),
            Way("24,26 38,10 60,10 72,26 66,46 46,70 28,86 18,80 26,70 44,78 62,90 82,86"),
            Way("26,18 50,08 70,20 66,42 44,68 22,91", "22,91 38,84 56,90 80,88"),
        ],
        [
            Way("24,18 42,07 64,12 70,28 60,42 42,48", "42,48 64,52 76,68 68,86 46,93 22,84"),
            Way("24,10 50,09 74,10", "74,10 60,28 46,42", "46,42 68,48 76,66 66,86 44,93 22,84"),
            Way("26,16 46,07 66,16 66,34 50,45 46,46", "46,46 54,47 74,58 76,76 58,92 36,92 22,82"),
        ],
        [
            Way("30,08 27,28 22,54", "22,54 48,53 80,50", "68,10 66,44 60,93"),
            Way("62,07 42,32 17,62", "17,62 50,62 84,60", "62,07 62,50 60,94"),
            Way("34,08 24,34 26,54 44,58 64,46 72,10", "72,10 68,50 62,94"),
        ],
        [
            Way("76,09 52,08 32,10", "32,10 29,28 26,46", "26,46 44,38 66,44 76,64 66,84 46,93 22,85"),
            Way("34,08 30,24 27,44", "27,44 50,40 70,50 74,70 60,90 38,92 24,82", "34,08 56,09 78,06"),
        ],
        [
            Way("66,07 44,20 29,44 25,68 36,89 56,92 72,78 68,60 50,52 34,62 27,74"),
            Way("48,07 34,34 28,62 34,86 52,93 68,82 68,66 52,58 36,66 29,76"),
        ],
        [
            Way("20,12 48,13 78,10", "78,10 64,36 50,62 42,93"),
            Way("22,14 50,12 76,12", "76,12 66,40 54,64 46,92", "34,52 52,50 70,48"),
            Way("20,24 24,12 50,14 76,10", "76,10 62,42 48,93"),
        ],
        [
            Way("68,20 52,07 34,14 34,32 50,45 68,60 72,78 58,92 38,91 28,76 36,58 54,44 68,32 68,18"),
            Way("50,07 34,18 38,38 50,45 64,36 66,18 50,07", "50,45 32,58 28,80 50,94 72,80 68,58 50,45"),
        ],
        [
            Way("72,22 56,07 34,14 28,34 42,49 60,44 71,24", "71,24 70,56 64,93"),
            Way("70,20 50,07 32,18 32,40 50,48 66,38 71,20", "71,20 72,56 64,82 46,94 28,86"),
            Way("70,14 48,08 30,22 34,44 54,46 70,26 72,14", "72,14 64,50 52,93"),
        ],
    ];

    // Points are written in hundredths.
    private static ImmutableArray<ImmutableArray<Vector2>> Way(params string[] strokes)
        => [.. strokes.Select(stroke => stroke.Split(' ').Select(Point).ToImmutableArray())];

    private static Vector2 Point(string text) => new(Number(text.AsSpan(0, 2)), Number(text.AsSpan(3, 2)));

    private static float Number(ReadOnlySpan<char> digits) => (((digits[0] - '0') * 10) + digits[1] - '0') / 100f;
}
