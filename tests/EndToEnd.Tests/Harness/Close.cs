namespace Compiled.EndToEnd.Tests;

/// <summary>Comparison of floats that were computed in different orders.</summary>
internal static class Close
{
    /// <summary>Each value within <paramref name="absolute"/> plus <paramref name="relative"/> times its size of the expected one.</summary>
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float absolute, float relative, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            float allowed = absolute + (relative * MathF.Abs(expected[i]));
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= allowed, $"{what}: element {i} is {actual[i]}, expected {expected[i]} ± {allowed}");
        }
    }
}
