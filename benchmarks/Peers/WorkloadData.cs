namespace Peers;

/// <summary>The same numbers for every engine, from a small generator that needs no library.</summary>
internal static class WorkloadData
{
    /// <summary>So small that thousands of steps on one batch do not end in denormal numbers, which cost more than others.</summary>
    public const float LearningRate = 1e-6f;

    public static float[] Inputs(Workload workload, int samples) => Uniform(samples * workload.Inputs, 0, 1, 7);

    public static int[] Tokens(Workload workload, int samples) =>
        Array.ConvertAll(Uniform(samples * workload.Inputs, 0, Workload.Vocabulary - 0.01f, 11), value => (int)value);

    public static int[] Labels(Workload workload, int samples) => Array.ConvertAll(Uniform(samples, 0, workload.Outputs - 0.01f, 13), value => (int)value);

    /// <summary>Zeros and ones.</summary>
    public static float[] Targets(Workload workload, int samples) =>
        Array.ConvertAll(Uniform(samples * workload.Outputs, 0, 1, 17), value => value < 0.5f ? 0f : 1f);

    // xorshift64 (G. Marsaglia, "Xorshift RNGs", 2003).
    private static float[] Uniform(int length, float least, float most, ulong seed)
    {
        var values = new float[length];
        ulong state = (seed * 0x9E3779B97F4A7C15UL) + 0x1234567UL;
        for (int i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            values[i] = least + ((most - least) * ((state >> 40) * (1f / (1 << 24))));
        }

        return values;
    }
}
