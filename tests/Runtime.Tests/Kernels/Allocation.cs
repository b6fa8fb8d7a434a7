namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Counts managed bytes.</summary>
internal static class Allocation
{
    /// <summary>
    /// Fails if the action allocates on this thread whenever it is called. One of three calls must be free of allocation:
    /// tests that run beside this one take the thread that its helper left, and another starts.
    /// </summary>
    public static void AssertNone(Action action)
    {
        action();
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
