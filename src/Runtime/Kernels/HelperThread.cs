using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>What a <see cref="HelperThread"/> does until there is no more of it.</summary>
internal interface IThreadJob
{
    void Execute();

    /// <summary>
    /// Called on the same thread after <see cref="Execute"/>, when the thread has joined the list of those that wait. The next job may be given
    /// to it already, and begins when this returns: it must be short.
    /// </summary>
    void Finish();
}

/// <summary>
/// A thread that helps <see cref="Workers"/>, one job after the other. Between two it waits in a list that all workers share, the last used
/// first; there are about as many as ever helped at once. Threads of the .NET pool would do the same jobs, but one of those that finds no more
/// work spins for some, on a core that a tile needs.
/// </summary>
internal sealed class HelperThread
{
    private static readonly object s_gate = new();
    private static HelperThread? s_waiting;

    private readonly AutoResetEvent _given = new(false);
    private IThreadJob? _job;
    private HelperThread? _nextWaiting;

    private HelperThread(IThreadJob job) => _job = job;

    /// <summary>Runs the job on a waiting thread, or on a new one where none waits.</summary>
    /// <returns>False where the system gives no more threads; then the job does not run.</returns>
    public static bool TryRun(IThreadJob job)
    {
        HelperThread? thread;
        lock (s_gate)
        {
            thread = s_waiting;
            s_waiting = thread?._nextWaiting;
        }

        if (thread is null)
        {
            thread = new(job);
            try
            {
                new Thread(thread.Loop) { IsBackground = true, Name = "Compiled helper" }.UnsafeStart();
                return true;
            }
            catch (OutOfMemoryException)
            {
                return false;
            }
        }

        thread._job = job;
        thread._given.Set();
        return true;
    }

    private void Loop()
    {
        while (true)
        {
            RunJob();
            _given.WaitOne();
        }
    }

    /// <summary>A method of its own, so that a thread that waits keeps nothing of its last job alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunJob()
    {
        var job = _job!;
        _job = null;
        job.Execute();
        lock (s_gate)
        {
            _nextWaiting = s_waiting;
            s_waiting = this;
        }

        job.Finish();
    }
}
