namespace Compiled;

public abstract unsafe partial class Model
{
    private TrainingSession? _session;
    private int _inSession;

    private TrainingSession Session => _session ??= new(this);

    /// <summary>A step on a batch, its results added to metrics; returns the loss.</summary>
    internal float Train(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics)
    {
        using SessionScope session = EnterSession("train");
        return TrainEntered(batch, classWeights, metrics);
    }

    /// <summary>Evaluates a batch into metrics.</summary>
    /// <param name="states">What stateful layers go on from: the model's own, or those of a validation; null for a model without.</param>
    internal void Test(Batch batch, MetricSet metrics, CarriedStates? states)
    {
        using SessionScope session = EnterSession("evaluate");
        EvaluateEntered(batch, metrics, states);
    }

    private float TrainEntered(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics)
    {
        CheckBatch(batch);
        if (_optimizer is null)
        {
            SetOptimizerEntered(new Adam());
        }

        _arena.EnterWrite(Schema.Name, "train", WeightSide);
        try
        {
            _optimizer!.Prepare();
            if (TryTrainOnDevice(batch, classWeights, metrics, States, out float loss))
            {
                return loss;
            }

            ResultMemory results = RunEntered(ProgramKind.Train, batch, classWeights, States, commit: true);
            _optimizer.Update(ParameterAddress, Session.Gradients.Address, Session.Workers, Session.Gradients.Rows);
            _restored = null;
            Step++;
            metrics?.Update(results, batch);
            return results.Losses[0];
        }
        finally
        {
            _arena.ExitWrite();
        }
    }

    /// <summary>Runs a program on a batch that was checked; the arena is entered.</summary>
    /// <param name="commit">Whether the next batch begins with what stateful layers keep of this one.</param>
    private ResultMemory RunEntered(ProgramKind program, Batch batch, ReadOnlySpan<float> classWeights, CarriedStates? states, bool commit)
    {
        if (states is null)
        {
            return Session.Run(program, batch, classWeights, null);
        }

        states.Enter(program == ProgramKind.Train ? "train" : "evaluate");
        try
        {
            states.Begin(batch.Count);
            ResultMemory results = Session.Run(program, batch, classWeights, states);
            if (commit)
            {
                states.Commit();
            }

            return results;
        }
        finally
        {
            states.Exit();
        }
    }

    private void EvaluateEntered(Batch batch, MetricSet metrics, CarriedStates? states)
    {
        CheckBatch(batch);
        _arena.EnterRead(Schema.Name, "evaluate", WeightSide);
        try
        {
            if (TryEvaluateOnDevice(batch, metrics, states))
            {
                return;
            }

            metrics.Update(RunEntered(ProgramKind.Evaluate, batch, default, states, commit: true), batch);
        }
        finally
        {
            _arena.ExitRead();
        }
    }

    private SessionScope EnterSession(string operation)
    {
        if (Interlocked.CompareExchange(ref _inSession, 1, 0) != 0)
        {
            throw new InvalidOperationException($"{Schema.Name} cannot {operation}: another thread is training or evaluating it. A model does one step at a time; use a Clone() for another.");
        }

        return new(this);
    }

    private void ReleaseWorkingMemoryEntered()
    {
        _session?.Dispose();
        _session = null;
        _prediction?.Dispose();
        _prediction = null;
    }

    private void CheckBatch(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfDisposed("train or evaluate");
        ThrowIfWithoutLoss();
        if (batch.Count == 0)
        {
            throw new ArgumentException($"{Schema.Name}: the batch has no samples", nameof(batch));
        }

        ModelTables tables = TablesOf(batch);
        CheckSpecs(batch.Inputs, tables.InputSpecs, "input");
        CheckSpecs(batch.Targets, tables.TargetSpecs, "target");
        BatchChecks.Check(this, batch);
    }

    private void ThrowIfWithoutLoss()
    {
        if (!IsTrainable)
        {
            throw WithoutLoss(ProgramKind.Train);
        }
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

            throw Unfit(what, what == "input" ? Tables.InputSpecs : Tables.TargetSpecs, given);
        }
    }

    /// <summary>The time in which this thread alone trains, evaluates or changes a model, until it is disposed; of no model, nothing.</summary>
    private readonly ref struct SessionScope(Model? model)
    {
        public void Dispose()
        {
            if (model is not null)
            {
                Volatile.Write(ref model._inSession, 0);
            }
        }
    }
}
