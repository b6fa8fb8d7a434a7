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
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    /// <exception cref="InvalidOperationException">The model has no kernels for devices, or is in use by another thread.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public GpuExplanation ExplainGpu(int batchSize = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ThrowIfDisposed("be explained");
        if (!HasKernels)
        {
            throw WithoutKernels();
        }

        using SessionScope scope = EnterSession("be explained");
        var context = new ExplainingContext();
        using var session = new DeviceSession(this, context);
        using var batch = new ProgramInputs(this, batchSize);
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
            Rehearse(session, batch.Batch);
            step = context.Take("a step of training");
        }

        session.Predict(batchSize, batch.Inputs, batch.Predictions);
        return new(Schema.Name, batchSize, step, context.Take("a prediction"));
    }

    private void Rehearse(DeviceSession session, Batch batch)
    {
        if (_optimizer is { } own)
        {
            session.Rehearse(batch, own);
            return;
        }

        // What Fit takes where none is set; the model stays without.
        var optimizer = new Adam();
        optimizer.Attach(this);
        try
        {
            session.Rehearse(batch, optimizer);
        }
        finally
        {
            optimizer.Detach();
        }
    }
}
