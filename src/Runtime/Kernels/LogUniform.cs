namespace Compiled.Kernels;

/// <summary>Classes drawn by a log-uniform distribution.</summary>
public static unsafe class LogUniform
{
    /// <summary>Writes a class for each pair of uniform numbers, as <see cref="LogUniformSampler.Class"/> says.</summary>
    /// <param name="uniform">2 × <paramref name="count"/>, each in [0, 1); the second row refines the first.</param>
    /// <param name="classes">Where to.</param>
    /// <param name="count">How many: too few to share among threads.</param>
    /// <param name="length">The number of classes.</param>
    public static void Run(float* uniform, int* classes, nint count, int length)
    {
        for (nint i = 0; i < count; i++)
        {
            classes[i] = LogUniformSampler.Class(LogUniformSampler.Refine(uniform[i], uniform[count + i]), length);
        }
    }
}
