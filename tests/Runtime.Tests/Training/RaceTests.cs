namespace Compiled.Runtime.Tests;

/// <summary>Threads that use one model as they should not: each is told so by name, or gets a right answer; nothing in between.</summary>
public class RaceTests
{
    private static readonly float[] _ones = [1, 1, 1];

    [Fact]
    public void WeightsAreNeverSeenHalfChanged()
    {
        using var model = new LinearModel();
        SetAll(model, 1);
        bool done = false;
        int answers = 0;
        void Seen(float value)
        {
            // 1 · v + 1 · v + 1 · v + v: a mixture of two settings is no multiple of four.
            Assert.Equal(0, value % 4);
            Assert.NotEqual(0, value);
            Interlocked.Increment(ref answers);
        }

        using PredictionContext own = model.CreateContext();
        Together(
            () =>
            {
                for (int value = 1; value <= 2000; value++)
                {
                    Named(() => SetAll(model, value));
                }

                Volatile.Write(ref done, true);
            },
            Repeatedly(() => Seen(model.Predict(_ones)[0])),
            Repeatedly(() =>
            {
                float[] prediction = new float[1];
                own.Predict(_ones, prediction);
                Seen(prediction[0]);
            }),
            Repeatedly(() => Seen(model.GetWeights().Sum(weight => weight.Sum()))),
            Repeatedly(() =>
            {
                using LinearModel clone = model.Clone();
                Seen(clone.Predict(_ones)[0]);
            }),
            Repeatedly(() => model.Threads = 1 + (answers % 2)));
        Assert.True(answers > 0);

        Action Repeatedly(Action action) => () =>
        {
            do
            {
                Named(action);
            }
            while (!Volatile.Read(ref done));
        };
    }

    [Fact]
    public void DisposingWhileOthersWorkIsNamedOrWaitsForTheEnd()
    {
        for (int round = 0; round < 10; round++)
        {
            var model = new LinearModel(seed: (ulong)round);
            PredictionContext context = model.CreateContext();
            int begun = 0;
            bool ending = false;
            Together(
                UntilDisposed(() => model.TrainOnBatch(_ones, [2f])),
                UntilDisposed(() => Assert.True(float.IsFinite(model.Predict(_ones)[0]))),
                UntilDisposed(() => context.Predict(_ones, new float[1])),
                UntilDisposed(() => model.Save(new MemoryStream(), new() { IncludeOptimizer = true })),
                UntilDisposed(() => model.Optimizer = new Adam()),
                UntilDisposed(() => model.Clone().Dispose()),
                () =>
                {
                    // Each round lets the others come a little further before.
                    SpinWait.SpinUntil(() => Volatile.Read(ref begun) > 10 * round);
                    Volatile.Write(ref ending, true);
                    while (Named(model.Dispose) is not null)
                    {
                        Thread.Yield();
                    }
                });

            Action UntilDisposed(Action action) => () =>
            {
                while (Named(action) is not ObjectDisposedException)
                {
                    Interlocked.Increment(ref begun);
                    if (Volatile.Read(ref ending))
                    {
                        // Leaves gaps for the disposal, which waits for nobody.
                        Thread.Sleep(1);
                    }
                }
            };
        }
    }

    [Fact]
    public void AnOptimizerReplacedWhileAnotherThreadTrainsIsNamedOrDone()
    {
        using var model = new LinearModel();
        int steps = 0, replaced = 0;
        Together(
            () =>
            {
                while (Volatile.Read(ref replaced) < 200)
                {
                    steps += Named(() => model.TrainOnBatch(_ones, [2f])) is null ? 1 : 0;
                }
            },
            () =>
            {
                while (replaced < 200)
                {
                    bool isDone = Named(() => model.Optimizer = replaced % 2 == 0 ? new SGD(0.01f) { Momentum = 0.9f } : new Adam()) is null;
                    Volatile.Write(ref replaced, replaced + (isDone ? 1 : 0));
                }
            });
        Assert.Equal(steps, model.Step);
        Assert.All(model.GetWeights(), weight => Assert.All(weight, value => Assert.True(float.IsFinite(value))));
        model.TrainOnBatch(_ones, [2f]);
    }

    [Fact]
    public void AnOptimizerGivenToTwoModelsAtOnceServesOne()
    {
        for (int round = 0; round < 50; round++)
        {
            using LinearModel one = new(), other = new();
            var optimizer = new Adam();
            using var start = new Barrier(2);
            var refusals = new Exception?[2];
            Together(() => Give(one, 0), () => Give(other, 1));
            Exception refusal = Assert.Single(refusals, problem => problem is not null)!;
            Assert.StartsWith("this Adam already trains a Linear", refusal.Message);
            one.TrainOnBatch(_ones, [2f]);
            other.TrainOnBatch(_ones, [2f]);

            void Give(LinearModel model, int place)
            {
                start.SignalAndWait();
                refusals[place] = Named(() => model.Optimizer = optimizer);
            }
        }
    }

    private static void SetAll(LinearModel model, float value) => model.SetWeights([[value, value, value], [value]]);

    /// <summary>Does something, or is refused by an exception that names the model and what it cannot do.</summary>
    private static InvalidOperationException? Named(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (InvalidOperationException refusal)
        {
            Assert.Contains("Linear", refusal.Message);
            return refusal;
        }
    }

    /// <summary>Runs each on a thread of its own and throws what one of them threw.</summary>
    private static void Together(params Action[] actions)
    {
        var failures = new Exception?[actions.Length];
        Thread[] threads = [.. actions.Select((action, i) => new Thread(() => failures[i] = Record.Exception(action)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(failures, Assert.Null);
    }
}
