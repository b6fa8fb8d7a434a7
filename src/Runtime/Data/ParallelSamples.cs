using System.Runtime.ExceptionServices;

namespace Compiled;

/// <summary>Makes the samples of a batch side by side on the threads of the pool.</summary>
internal static class ParallelSamples
{
    private static readonly ParallelOptions s_options = new() { MaxDegreeOfParallelism = Kernels.Workers.DefaultCount };

    /// <summary>Runs an action for 0 … <paramref name="count"/> − 1, each once and on its own.</summary>
    /// <remarks>Where several fail, the exception is that of the first sample, whichever thread was faster.</remarks>
    public static void Run(int count, Action<int> action)
    {
        if (count == 1)
        {
            action(0);
            return;
        }

        ExceptionDispatchInfo?[] failures = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, s_options, i =>
        {
            try
            {
                action(i);
            }
            catch (Exception exception)
            {
                // Rethrown below, as it would have come out of a loop.
                failures[i] = ExceptionDispatchInfo.Capture(exception);
            }
        });
        Array.Find(failures, failure => failure is not null)?.Throw();
    }
}
