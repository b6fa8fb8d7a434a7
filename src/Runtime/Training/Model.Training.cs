using System.Runtime.CompilerServices;

namespace Compiled;

public abstract unsafe partial class Model
{
    private TrainingSession? _session;
    private Batch? _stepBatch;
    private int _inSession;
    private TrainingSnapshot? _restored;

    /// <summary>What changes the weights; <c>Fit</c> and <c>TrainOnBatch</c> take <see cref="Adam"/> where none is set. Another optimizer begins without memory of the former.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already trains another model.</exception>
    public Optimizer? Optimizer
    {
        get;
        set
        {
            if (ReferenceEquals(field, value))
            {
                return;
            }

            value?.Attach(this);
            if (value is not null && _restored is { } snapshot)
            {
                try
                {
                    value.Restore(snapshot);
                }
                catch
                {
                    value.Detach();
                    throw;
                }

                _restored = null;
            }

            field?.Detach();
            field = value;
        }
    }

    /// <summary>One training step on samples of a model with one floating-point input and one output with floating-point targets.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="y">Their targets, one behind the other.</param>
    /// <param name="sampleWeights">How much each sample counts; empty for 1 each.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit the model, a target is NaN, or a label names no class.</exception>
    /// <exception cref="InvalidOperationException">The model has no loss, or another thread uses it.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float TrainOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> sampleWeights = default)
    {
        EnterSession("train");
        try
        {
            Batch batch = BeginStepBatch(x.Length, y.Length, ElementKind.Float32, ElementKind.Float32, sampleWeights);
            x.CopyTo(batch.Inputs[0].Floats);
            y.CopyTo(batch.Targets[0].Floats);
            return TrainEntered(batch, default, null);
        }
        finally
        {
            ExitSession();
        }
    }

    /// <summary>One training step on samples of a model with one floating-point input and one output with class labels.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public float TrainOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights = default)
    {
        EnterSession("train");
        try
        {
            Batch batch = BeginStepBatch(x.Length, labels.Length, ElementKind.Float32, ElementKind.Int32, sampleWeights);
            x.CopyTo(batch.Inputs[0].Floats);
            labels.CopyTo(batch.Targets[0].Ints);
            return TrainEntered(batch, default, null);
        }
        finally
        {
            ExitSession();
        }
    }

    /// <summary>One training step.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <returns>The loss before the step.</returns>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public float TrainOnBatch(Batch batch) => Train(batch, default, null);

    /// <summary>Loss and metrics of one batch, without training.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public Evaluation TestOnBatch(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var metrics = new MetricSet(this, weighted: false);
        Test(batch, default, metrics);
        return new(metrics.Names, metrics.ToArray());
    }

    /// <summary>Goes on where a saved training stood. Where the model has no optimizer yet, the next one takes what the snapshot remembers.</summary>
    /// <exception cref="InvalidOperationException">The model's optimizer is not the saved one.</exception>
    internal void RestoreTraining(TrainingSnapshot snapshot)
    {
        if (Optimizer is { } optimizer)
        {
            optimizer.Restore(snapshot);
        }
        else
        {
            _restored = snapshot;
        }

        Seed = snapshot.Seed;
        Step = snapshot.Step;
        Epoch = snapshot.Epoch;
    }

    /// <summary>A step on a batch, its results added to metrics; returns the loss.</summary>
    internal float Train(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics)
    {
        EnterSession("train");
        try
        {
            return TrainEntered(batch, classWeights, metrics);
        }
        finally
        {
            ExitSession();
        }
    }

    /// <summary>Evaluates a batch into metrics.</summary>
    internal void Test(Batch batch, ReadOnlySpan<float> classWeights, MetricSet metrics)
    {
        EnterSession("evaluate");
        try
        {
            CheckBatch(batch);
            _arena.EnterRead(Schema.Name, "evaluate");
            try
            {
                metrics.Update(Session.Run(ProgramKind.Evaluate, batch, classWeights), batch);
            }
            finally
            {
                _arena.ExitRead();
            }
        }
        finally
        {
            ExitSession();
        }
    }

    private TrainingSession Session => _session ??= new(this);

    private float TrainEntered(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics)
    {
        CheckBatch(batch);
        Optimizer optimizer = Optimizer ??= new Adam();
        _arena.EnterWrite(Schema.Name, "train");
        try
        {
            ProgramMemory results = Session.Run(ProgramKind.Train, batch, classWeights);
            optimizer.Update(ParameterAddress, Session.Gradients, Session.Workers);
            Step++;
            metrics?.Update(results, batch);
            return results.Losses[0];
        }
        finally
        {
            _arena.ExitWrite();
        }
    }

    private void EnterSession(string operation)
    {
        if (Interlocked.CompareExchange(ref _inSession, 1, 0) != 0)
        {
            throw new InvalidOperationException($"{Schema.Name} cannot {operation}: another thread is training or evaluating it. A model does one step at a time; use a Clone() for another.");
        }
    }

    private void ExitSession() => Volatile.Write(ref _inSession, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReleaseWorkingMemory()
    {
        EnterSession("release its memory");
        try
        {
            _session?.Dispose();
            _session = null;
            _prediction?.Dispose();
            _prediction = null;
        }
        finally
        {
            ExitSession();
        }
    }

    private void CheckBatch(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfDisposed("train or evaluate");
        if (!IsTrainable)
        {
            throw WithoutLoss(ProgramKind.Train);
        }

        if (batch.Count == 0)
        {
            throw new ArgumentException($"{Schema.Name}: the batch has no samples", nameof(batch));
        }

        CheckSpecs(batch.Inputs, Tables.InputSpecs, "input");
        CheckSpecs(batch.Targets, Tables.TargetSpecs, "target");
        TargetChecks.Check(this, batch);
    }

    private void CheckSpecs(ReadOnlySpan<BatchBuffer> buffers, TensorSpec[] specs, string what)
    {
        bool fits = buffers.Length == specs.Length;
        for (int i = 0; fits && i < specs.Length; i++)
        {
            fits = buffers[i].Spec.Length == specs[i].Length && buffers[i].Spec.Element == specs[i].Element;
        }

        if (!fits)
        {
            var given = new List<TensorSpec>();
            foreach (BatchBuffer buffer in buffers)
            {
                given.Add(buffer.Spec);
            }

            throw Unfit(what, specs, given);
        }
    }

    private ArgumentException Unfit(string what, IEnumerable<TensorSpec> expected, IEnumerable<TensorSpec> given) =>
        new($"{Schema.Name} takes as {what}s {string.Join("; ", expected)}; given are {string.Join("; ", given)}");

    private Batch BeginStepBatch(int x, int y, ElementKind input, ElementKind target, ReadOnlySpan<float> sampleWeights)
    {
        ThrowIfDisposed("train");
        if (Tables.InputSpecs is not [var inputSpec] || Tables.TargetSpecs is not [var targetSpec])
        {
            throw new InvalidOperationException($"{Schema.Name} has {Tables.InputSpecs.Length} inputs and {Tables.TargetSpecs.Length} outputs; this form is for one of each. Use a Batch.");
        }

        if (inputSpec.Element != input || targetSpec.Element != target)
        {
            throw new ArgumentException($"{Schema.Name} takes input {inputSpec} and target {targetSpec}");
        }

        (int samples, int rest) = Math.DivRem(x, inputSpec.Length);
        if (rest != 0)
        {
            throw new ArgumentException($"{Schema.Name}: {x} values are no multiple of the {inputSpec.Length} of one sample of input {inputSpec}");
        }

        if (y != (long)samples * targetSpec.Length)
        {
            throw new ArgumentException($"{Schema.Name}: {samples} samples have {(long)samples * targetSpec.Length} values of target {targetSpec}, but {y} were given");
        }

        if (!sampleWeights.IsEmpty && sampleWeights.Length != samples)
        {
            throw new ArgumentException($"{Schema.Name}: {sampleWeights.Length} sample weights for {samples} samples");
        }

        Batch batch = _stepBatch ??= new(Tables.InputSpecs, Tables.TargetSpecs, samples);
        batch.Count = samples;
        batch.HasSampleWeights = !sampleWeights.IsEmpty;
        sampleWeights.CopyTo(batch.SampleWeights);
        return batch;
    }
}
