using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public class HelperThreadTests
{
    [Fact]
    public async Task AThreadThatFinishesItsJobTakesTheNext()
    {
        // Without this, work that comes in that moment starts one more thread, and allocates.
        // Other tests run beside this one and may take the thread: then the next attempt shows it.
        bool same = false;
        for (int attempt = 0; attempt < 1000 && !same; attempt++)
        {
            var second = new SeeThread();
            var first = new SeeThread { Next = second };
            Assert.True(HelperThread.TryRun(first));
            await first.Finished.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await second.Finished.Task.WaitAsync(TimeSpan.FromMinutes(1));
            same = first.ThreadId == second.ThreadId;
        }

        Assert.True(same, "no job of a thousand began on the thread that had just finished one");
    }

    private sealed class SeeThread : IThreadJob
    {
        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int ThreadId { get; private set; }

        public SeeThread? Next { get; init; }

        public void Execute() => ThreadId = Environment.CurrentManagedThreadId;

        public void Finish()
        {
            if (Next is not null)
            {
                HelperThread.TryRun(Next);
            }

            Finished.SetResult();
        }
    }
}
