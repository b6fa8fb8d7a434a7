using Compiled.Devices;

namespace Compiled;

/// <content>What the model asks of a GPU.</content>
public abstract unsafe partial class Model
{
    /// <summary>
    /// What a step of training and a prediction ask of a GPU: each dispatch with its layer, the operators fused into it, threads and bytes.
    /// No device is needed: the step is recorded, by the code that records it for a device, and not run.
    /// </summary>
    /// <param name="batchSize">The number of samples; positive.</param>
    /// <param name="length">The steps of the sequences, for a model that takes any number; null for the most that it takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or the model takes no such sequences.</exception>
    /// <exception cref="InvalidOperationException">The model has no kernels for devices, or is in use by another thread.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public GpuExplanation ExplainGpu(int batchSize = 32, int? length = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        int steps = StepsOf(length);
        ThrowIfDisposed("be explained");
        if (!HasKernels)
        {
            throw WithoutKernels();
        }

        using SessionScope scope = EnterSession("be explained");
        var context = new ExplainingContext();
        using var session = new DeviceSession(this, context);
        ModelTables tables = HasAnyLength ? Tables.At(steps) : Tables;
        using var batch = new ProgramInputs(this, batchSize, tables);
        using CarriedStates? states = IsStateful ? new(this) : null;
        _arena.EnterRead(Schema.Name, "be explained");
        try
        {
            session.Load();
        }
        finally
        {
            _arena.ExitRead();
        }

        context.Take("");
        GpuProgram? step = null;
        if (IsTrainable)
        {
            Rehearse(session, batch.Batch, states);
            step = context.Take("a step of training");
        }

        session.TryPredict(batchSize, tables, batch.Inputs, batch.Predictions, states);
        return new(Schema.Name, batchSize, HasAnyLength ? steps : null, step, context.Take("a prediction"));
    }

    private void Rehearse(DeviceSession session, Batch batch, CarriedStates? states)
    {
        if (_optimizer is { } own)
        {
            session.Rehearse(batch, own, states);
            return;
        }

        // What Fit takes where none is set; the model stays without.
        var optimizer = new Adam();
        optimizer.Attach(this);
        try
        {
            session.Rehearse(batch, optimizer, states);
        }
        finally
        {
            optimizer.Detach();
        }
    }
}
