using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

public unsafe class WorkersTests
{
    private struct Count(int* counters) : ITiledWork
    {
        public readonly void RunTile(int tile, int worker) => counters[tile]++;
    }

    [Fact]
    public void EveryTileRunsOnce()
    {
        int* counters = stackalloc int[100];
        new Span<int>(counters, 100).Clear();
        var work = new Count(counters);
        new Workers(2).Run(ref work, 100);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(1, counters[i]);
        }
    }
}
