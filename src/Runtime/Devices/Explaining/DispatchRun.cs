using System.Collections.Immutable;

namespace Compiled.Devices;

/// <summary>Dispatches that follow one another several times.</summary>
/// <param name="Start">Where the first lies.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Times">How often they run, one time behind the other.</param>
internal readonly record struct DispatchRun(int Start, int Length, int Times)
{
    /// <summary>Cuts dispatches into runs: a kernel that comes again begins a loop, as long as all that lies between comes again, too.</summary>
    public static IEnumerable<DispatchRun> Of(ImmutableArray<GpuDispatch> dispatches)
    {
        int start = 0;
        while (start < dispatches.Length)
        {
            int length = Again(start), times = length == 0 ? 1 : Times(start, length);
            var run = new DispatchRun(start, times > 1 ? length : 1, times);
            yield return run;
            start += run.Length * run.Times;
        }

        // After how many a dispatch comes again; 0 for never.
        int Again(int first) => dispatches.AsSpan()[(first + 1)..].IndexOf(dispatches[first]) + 1;

        int Times(int first, int length)
        {
            int times = 1;
            for (int next = first + length; next + length <= dispatches.Length && Equal(first, next, length); next += length)
            {
                times++;
            }

            return times;
        }

        bool Equal(int one, int other, int length) => dispatches.AsSpan(one, length).SequenceEqual(dispatches.AsSpan(other, length));
    }
}
