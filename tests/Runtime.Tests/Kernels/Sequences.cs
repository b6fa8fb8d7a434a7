namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Test data: the same numbers every time, and sizes around the widths of registers and tiles.</summary>
internal static class Sequences
{
    public static readonly int[] Sizes = [1, 2, 3, 7, 15, 16, 17, 31, 33, 100, 129];

    /// <summary>Numbers in [−1, 1) that differ with the seed.</summary>
    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return values;
    }

    /// <summary>Fails unless both hold the same bits; all NaNs count as one.</summary>
    public static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i])
                && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail($"Element {i} is {actual[i]:R} instead of {expected[i]:R}.");
            }
        }
    }

    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = double.IsNaN(expected[i])
                ? float.IsNaN(actual[i])
                : expected[i] == actual[i] || Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(same, $"Element {i} is {actual[i]:R} instead of {expected[i]:R}.");
        }
    }
}
