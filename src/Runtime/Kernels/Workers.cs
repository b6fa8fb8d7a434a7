using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Compiled.Kernels;

/// <summary>
/// The threads of one context: the calling one and helpers. Tiles are claimed one by one through a counter and
/// reach the work by its address, so that sharing work allocates nothing after the first time. Which thread does a tile never changes a result.
/// One thread at a time calls <see cref="Run{TWork}(ref TWork, int)"/>; a call from inside a tile does its tiles on the spot.
/// </summary>
public sealed unsafe partial class Workers : IDisposable
{
    private const int Open = 1 << 30;

    // A helper that finds no work looks for it so long before it sleeps: kernels follow each other within microseconds, and waking a thread
    // takes longer than many a kernel.
    private static readonly long s_patience = Stopwatch.Frequency * 200 / 1_000_000;

    // The operations that are worth another thread, in tiles.
    private const int WorthSharing = 4;

    // What this thread is doing: a tile of these workers, under this number.
    [ThreadStatic]
    private static Workers? t_owner;

    [ThreadStatic]
    private static int t_worker;

    private readonly Helper[] _helpers;

    // Bit 30 while tiles are handed out, and the number of helpers that hold the address of the work.
    private int _gate;
    private int _busy;
    private int _next;
    private int _tiles;
    private int _round;
    private void* _work;
    private delegate*<void*, int, int, void> _runTile;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The most threads that take part: each takes memory to work in.</summary>
    public const int MostCount = 1024;

    /// <param name="count">How many threads take part, the calling one included; from one to <see cref="MostCount"/>.</param>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostCount);
        Count = count;
        _helpers = new Helper[count - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this, i + 1);
        }
    }

    /// <summary>
    /// How many threads take part where nothing else is said: the processors of this machine, unless the environment variable
    /// COMPILED_THREADS holds a positive number; at most <see cref="MostCount"/>.
    /// </summary>
    public static int DefaultCount { get; } = Math.Min(
        MostCount,
        int.TryParse(Environment.GetEnvironmentVariable("COMPILED_THREADS"), out int threads) && threads > 0
            ? threads
            : Environment.ProcessorCount);

    /// <summary>How many threads take part, the calling one included.</summary>
    public int Count { get; }

    /// <summary>Whether sharing work of so many operations pays.</summary>
    internal bool Shares(double operations) => Count > 1 && operations >= WorthSharing * Tiling.TileWork;

    /// <summary>Does tiles 0 … <paramref name="tiles"/> − 1 and returns when all are done.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using these workers.</exception>
    /// <remarks>An exception in a tile comes out here, once no thread works on another tile.</remarks>
    public void Run<TWork>(ref TWork work, int tiles)
        where TWork : unmanaged, ITiledWork
    {
        if (t_owner == this)
        {
            RunInline(ref work, tiles, t_worker);
            return;
        }

        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException("These workers are in use on another thread; give each thread a context of its own.");
        }

        var outer = t_owner;
        int outerWorker = t_worker;
        t_owner = this;
        t_worker = 0;
        try
        {
            int helpers = Math.Min(Count, tiles) - 1;
            if (helpers < 1)
            {
                RunInline(ref work, tiles, 0);
                return;
            }

            fixed (TWork* address = &work)
            {
                RunShared(address, &RunTile<TWork>, tiles, helpers);
            }
        }
        finally
        {
            t_owner = outer;
            t_worker = outerWorker;
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Does the tiles as <see cref="Run{TWork}(ref TWork, int)"/>, or one after the other where waking other threads does not pay.</summary>
    internal void Run<TWork>(ref TWork work, int tiles, bool share)
        where TWork : unmanaged, ITiledWork
    {
        if (share)
        {
            Run(ref work, tiles);
        }
        else
        {
            RunInline(ref work, tiles, 0);
        }
    }

    private static void RunTile<TWork>(void* work, int tile, int worker)
        where TWork : unmanaged, ITiledWork
        => ((TWork*)work)->RunTile(tile, worker);

    private static void RunInline<TWork>(ref TWork work, int tiles, int worker)
        where TWork : unmanaged, ITiledWork
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            work.RunTile(tile, worker);
        }
    }

    private void RunShared(void* work, delegate*<void*, int, int, void> runTile, int tiles, int helpers)
    {
        _work = work;
        _runTile = runTile;
        _tiles = tiles;
        _next = 0;
        _failure = null;
        Volatile.Write(ref _round, _round + 1);
        Volatile.Write(ref _gate, Open);
        for (int i = 0; i < helpers; i++)
        {
            _helpers[i].Wake();
        }

        RunTiles(0);

        // No helper gets in any more; those inside finish the tile that they hold.
        Interlocked.And(ref _gate, ~Open);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _gate) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _failure?.Throw();
    }

    private void RunTiles(int worker)
    {
        int tile;
        while ((tile = Interlocked.Increment(ref _next) - 1) < _tiles)
        {
            try
            {
                _runTile(_work, tile, worker);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
                Volatile.Write(ref _next, _tiles);
            }
        }
    }

    private bool TryEnter()
    {
        int gate = Volatile.Read(ref _gate);
        while ((gate & Open) != 0)
        {
            int seen = Interlocked.CompareExchange(ref _gate, gate + 1, gate);
            if (seen == gate)
            {
                return true;
            }

            gate = seen;
        }

        return false;
    }

    /// <summary>Looks for tiles, on a thread of its own while it does.</summary>
    private sealed class Helper(Workers workers, int worker) : IThreadJob
    {
        private int _awake;
        private int _round;

        private bool SeesWork => Volatile.Read(ref workers._round) != Volatile.Read(ref _round) && (Volatile.Read(ref workers._gate) & Open) != 0;

        public void Wake()
        {
            // Without a helper the calling thread does all tiles.
            if (Interlocked.Exchange(ref _awake, 1) == 0 && !HelperThread.TryRun(this))
            {
                Volatile.Write(ref _awake, 0);
            }
        }

        public void Execute()
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetTimestamp() - start < s_patience)
            {
                if (TryHelp())
                {
                    start = Stopwatch.GetTimestamp();
                }
                else
                {
                    Thread.SpinWait(4);
                }
            }
        }

        // Woken before its thread waits again, it would need another thread.
        public void Finish()
        {
            // Whoever opens the gate after this wakes the helper again; for whoever did before it wakes itself.
            Interlocked.Exchange(ref _awake, 0);
            if (SeesWork)
            {
                Wake();
            }
        }

        /// <summary>Takes part in a round that this helper has not seen, if there is one.</summary>
        private bool TryHelp()
        {
            int round = Volatile.Read(ref workers._round);
            if (round == _round || !workers.TryEnter())
            {
                return false;
            }

            Volatile.Write(ref _round, round);
            var outer = t_owner;
            int outerWorker = t_worker;
            t_owner = workers;
            t_worker = worker;
            workers.RunTiles(worker);
            t_owner = outer;
            t_worker = outerWorker;
            Interlocked.Decrement(ref workers._gate);
            return true;
        }
    }
}
