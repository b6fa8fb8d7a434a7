using System.Runtime.InteropServices;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EveryTileRunsOnce(int threads)
    {
        int* counters = stackalloc int[100];
        using var workers = new Workers(threads);
        for (int round = 1; round <= 50; round++)
        {
            var work = new CountTiles(counters, threads);
            workers.Run(ref work, 100);
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(round, counters[i]);
            }
        }
    }

    [Fact]
    public void NoTwoThreadsShareANumber()
    {
        using var workers = new Workers(4);
        int* inside = stackalloc int[4];
        int* collisions = stackalloc int[1];
        for (int round = 0; round < 20_000; round++)
        {
            var work = new MarkWorker(inside, collisions);
            workers.Run(ref work, 6);
        }

        Assert.Equal(0, *collisions);
    }

    [Fact]
    public void NoTilesAreNoWork()
    {
        using var workers = new Workers(2);
        var work = new CountTiles(null, 2);
        workers.Run(ref work, 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ExceptionReachesTheCaller(int threads)
    {
        using var workers = new Workers(threads);
        var failing = new FailAt(17);
        var exception = Assert.Throws<ArithmeticException>(() => workers.Run(ref failing, 100));
        Assert.Equal("tile 17", exception.Message);

        // The workers stay usable.
        int* counters = stackalloc int[10];
        var work = new CountTiles(counters, threads);
        workers.Run(ref work, 10);
        Assert.Equal(1, counters[9]);
    }

    [Fact]
    public void NestedRunIsDoneOnTheSpot()
    {
        using var workers = new Workers(2);
        int* counters = stackalloc int[100];
        var handle = GCHandle.Alloc(workers);
        var work = new Nested(GCHandle.ToIntPtr(handle), counters);
        workers.Run(ref work, 10);
        handle.Free();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(1, counters[i]);
        }
    }

    [Fact]
    public void HelpersAreThreadsOfTheLibrary()
    {
        // A thread of the pool that has found no more work spins for some, on a core that a tile needs.
        using var workers = new Workers(2);
        int* seen = stackalloc int[2];
        for (int round = 0; round < 10_000 && seen[1] == 0; round++)
        {
            var work = new SeeThread(seen);
            workers.Run(ref work, 50);
        }

        Assert.Equal(SeeThread.OwnThread, seen[1]);
    }

    [Fact]
    public void ThreadsThatWaitKeepNoWorkersAlive()
    {
        WeakReference forgotten = Forget();
        for (int attempt = 0; attempt < 1000 && forgotten.IsAlive; attempt++)
        {
            Thread.Sleep(10);
            GC.Collect();
        }

        Assert.False(forgotten.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Forget()
        {
            var workers = new Workers(4);
            int* counters = stackalloc int[100];
            for (int round = 0; round < 100; round++)
            {
                var work = new CountTiles(counters, 4);
                workers.Run(ref work, 100);
            }

            return new(workers);
        }
    }

    [Fact]
    public void OnlyMuchWorkIsShared()
    {
        using var one = new Workers(1);
        Assert.False(one.Shares(double.MaxValue));
        using var two = new Workers(2);
        Assert.False(two.Shares(1));
        Assert.True(two.Shares(1e9));
    }

    [Fact]
    public void UseFromTwoThreadsIsRefused()
    {
        using var workers = new Workers(1);
        using var started = new ManualResetEventSlim();
        using var finish = new ManualResetEventSlim();
        var handle = GCHandle.Alloc((started, finish));
        var thread = new Thread(() =>
        {
            var hold = new Hold(GCHandle.ToIntPtr(handle));
            workers.Run(ref hold, 1);
        });
        thread.Start();
        started.Wait();
        var work = new FailAt(0);
        var exception = Assert.Throws<InvalidOperationException>(() => workers.Run(ref work, 1));
        finish.Set();
        thread.Join();
        handle.Free();
        Assert.Contains("another thread", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunAllocatesNothing()
    {
        using var workers = new Workers(2);
        int* counters = stackalloc int[64];
        nint address = (nint)counters;
        Allocation.AssertNone(() =>
        {
            var work = new CountTiles((int*)address, 2);
            workers.Run(ref work, 64);
        });
    }

    [Fact]
    public void ScratchIsAlignedAndGrows()
    {
        using var workers = new Workers(2);
        for (int length = 1; length < 100_000; length *= 3)
        {
            float* scratch = workers.Scratch(length);
            Assert.Equal(0, (nint)scratch % 64);
            scratch[length - 1] = 1;
            Assert.Equal(1, workers.Scratch(length)[length - 1]);
        }
    }

    [Fact]
    public void LastingMemoryIsApartFromScratch()
    {
        using var workers = new Workers(1);
        float* lasting = workers.Lasting(1000);
        Assert.Equal(0, (nint)lasting % 64);
        lasting[0] = lasting[999] = 1;
        new Span<float>(workers.Scratch(1000), 1000).Fill(2);
        workers.Scratch(100_000)[0] = 2;
        Assert.Equal(1, lasting[0]);
        Assert.Equal(1, lasting[999]);
        Assert.True(lasting == workers.Lasting(1000));
    }

    private readonly struct CountTiles(int* counters, int threads) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)worker, (uint)threads);
            Interlocked.Increment(ref counters[tile]);
        }
    }

    private readonly struct MarkWorker(int* inside, int* collisions) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            if (Interlocked.Exchange(ref inside[worker], 1) != 0)
            {
                Interlocked.Increment(ref *collisions);
            }

            Thread.SpinWait(tile);
            Volatile.Write(ref inside[worker], 0);
        }
    }

    private readonly struct SeeThread(int* seen) : ITiledWork
    {
        public const int OwnThread = 1;
        public const int PoolThread = 2;

        public void RunTile(int tile, int worker)
        {
            seen[worker] = Thread.CurrentThread.IsThreadPoolThread ? PoolThread : OwnThread;
            Thread.SpinWait(100);
        }
    }

    private readonly struct FailAt(int at) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            if (tile == at)
            {
                throw new ArithmeticException($"tile {tile}");
            }
        }
    }

    private readonly struct Nested(nint workers, int* counters) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            var work = new CountTiles(counters + (tile * 10), 2);
            ((Workers)GCHandle.FromIntPtr(workers).Target!).Run(ref work, 10);
        }
    }

    private readonly struct Hold(nint events) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            var (started, finish) = ((ManualResetEventSlim, ManualResetEventSlim))GCHandle.FromIntPtr(events).Target!;
            started.Set();
            finish.Wait();
        }
    }
}
