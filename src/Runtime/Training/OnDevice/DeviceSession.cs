using Compiled.Devices;

namespace Compiled;

/// <summary>
/// A model on a device: weights, gradients and the optimizer's memory live there, a batch goes up and losses come back. One list of commands
/// a step; while one computes, the next is recorded and its batch uploaded. The model's arena is the mirror: <see cref="Store"/> brings the
/// weights to it, <see cref="Load"/> takes them from it.
/// </summary>
internal sealed unsafe partial class DeviceSession : IDisposable
{
    /// <summary>The most steps that a lost device can cost.</summary>
    public const int StepsBetweenMirrors = 1000;

    // Contexts of several threads predict on one device, which does one thing at a time.
    private readonly object _gate = new();
    private readonly Model _model;
    private readonly DeviceContext _context;
    private readonly ModelBuffers _buffers;
    private readonly DeviceResults[] _results = new DeviceResults[DeviceContext.InFlight];
    private long _submitted;
    private bool _disposed;

    // Set before the gate opens: the thread that met a failure leaves the device, and those that wait for it meet the failure no second time.
    private bool _isLeft;

    /// <param name="context">The session takes it over with <see cref="Dispose"/> where <paramref name="ownsContext"/> says so.</param>
    /// <exception cref="InsufficientMemoryException">The device has no room for the weights.</exception>
    public DeviceSession(Model model, DeviceContext context, bool ownsContext = false)
    {
        _model = model;
        _context = context;
        OwnsContext = ownsContext;
        _buffers = new(model, context, ReadAll);
        try
        {
            _buffers.Reserve(DeviceMemory.Parameters, 0, model.Schema.ParameterLength);
            _buffers.Reserve(DeviceMemory.Gradients, 0, model.Schema.ParameterLength);
            _buffers.Reserve(DeviceMemory.Loss, 0, 1 + model.Tables.PredictionSpecs.Length);
            for (int i = 0; i < _results.Length; i++)
            {
                _results[i] = new(model);
            }
        }
        catch
        {
            Release();
            throw;
        }
    }

    private bool OwnsContext { get; }

    /// <summary>One training step; the model's optimizer changes the weights.</summary>
    /// <param name="classWeights">One factor for each class of the first output; empty for 1 each.</param>
    /// <param name="metrics">Where the results are counted, at the latest when someone asks it; null to wait for the loss.</param>
    /// <param name="states">What stateful layers go on from; null for a model without.</param>
    /// <returns>The loss before the step; NaN where nobody waited for it.</returns>
    public float Train(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics, CarriedStates? states)
    {
        lock (_gate)
        {
            try
            {
                return TrainEntered(batch, classWeights, metrics, states);
            }
            catch (Exception exception) when (Model.IsOfDevice(exception))
            {
                _isLeft = true;
                throw;
            }
        }
    }

    /// <summary>Evaluates a batch.</summary>
    /// <param name="metrics">Where the results are counted, at the latest when someone asks it.</param>
    /// <param name="states">What stateful layers go on from; null for a model without.</param>
    /// <returns>Whether it was done; not where another thread left the device meanwhile.</returns>
    public bool TryEvaluate(Batch batch, MetricSet metrics, CarriedStates? states)
    {
        lock (_gate)
        {
            if (_disposed || _isLeft)
            {
                return false;
            }

            try
            {
                LoadEntered();
                DeviceResults results = Submit(ProgramKind.Evaluate, batch, default, metrics, null, states);
                states?.OnDevice?.Commit();
                Finish(results, metrics);
                return true;
            }
            catch (Exception exception) when (Model.IsOfDevice(exception))
            {
                _isLeft = true;
                throw;
            }
        }
    }

    /// <summary>Waits for the steps on their way and counts them.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            foreach (DeviceResults results in _disposed ? [] : InOrder())
            {
                results.Read();
                results.Count();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            WaitForLastUse();
            Release();
        }
    }

    private float TrainEntered(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics, CarriedStates? states)
    {
        LoadEntered();
        Optimizer optimizer = _model.Optimizer ?? throw new InvalidOperationException($"{_model.Schema.Name} has no optimizer");
        DeviceResults results = Submit(ProgramKind.Train, batch, classWeights, metrics, optimizer, states);
        states?.OnDevice?.Commit();
        optimizer.Advance();
        _model.Step++;
        _newest = Newest.Device;
        float loss = Finish(results, metrics);
        if (_model.Step - Mirrored.Step >= StepsBetweenMirrors)
        {
            StoreEntered();
        }

        return loss;
    }

    private void WaitForLastUse()
    {
        try
        {
            _buffers.LastUse?.Wait();
        }
        catch (DeviceLostException)
        {
            // A lost device does nothing any more: there is nothing to wait for.
        }
    }

    private void Release()
    {
        ReleaseStates();
        _buffers.Dispose();
        foreach (DeviceResults? results in _results)
        {
            results?.Dispose();
        }

        if (OwnsContext)
        {
            _context.Dispose();
        }
    }

    /// <summary>Reads the steps on their way: results are overwritten by later lists.</summary>
    private void ReadAll()
    {
        foreach (DeviceResults results in InOrder())
        {
            results.Read();
        }
    }

    private IEnumerable<DeviceResults> InOrder()
    {
        for (long number = Math.Max(0, _submitted - _results.Length); number < _submitted; number++)
        {
            yield return _results[number % _results.Length];
        }
    }

    /// <summary>What was handed over last goes on computing; those before it are counted.</summary>
    private float Finish(DeviceResults last, MetricSet? metrics)
    {
        foreach (DeviceResults results in InOrder())
        {
            if (results != last || metrics is null)
            {
                results.Read();
                results.Count();
            }
        }

        return metrics is null ? last.Losses[0] : float.NaN;
    }

    private DeviceResults Submit(ProgramKind kind, Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics, Optimizer? optimizer, CarriedStates? states)
    {
        ModelTables tables = _model.TablesOf(batch);
        _buffers.Prepare(kind, batch.Count, tables);
        DeviceStates? carried = Begin(states, batch.Count);
        if (optimizer is not null)
        {
            _buffers.Reserve(DeviceMemory.GradientNorm, 0, optimizer.NormLength);
        }

        DeviceResults results = _results[_submitted % _results.Length];
        results.Begin(kind, batch, classWeights, metrics);
        using CommandList commands = _context.Begin();
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            Upload(commands, batch.Inputs[i], _buffers[DeviceMemory.Input, i], batch.Count);
        }

        for (int i = 0; i < batch.Targets.Length; i++)
        {
            Upload(commands, batch.Targets[i], _buffers[DeviceMemory.Target, _model.Tables.TargetOutputs[i]], batch.Count);
        }

        commands.Upload<float>(results.SampleWeights, _buffers[DeviceMemory.SampleWeight]);
        carried?.Record(commands, _buffers.Table);
        _model.Record(kind, commands, _buffers.Table, new((uint)batch.Count, _model.Seed, (ulong)_model.Step, (uint)tables.SequenceLength));
        if (optimizer is not null)
        {
            commands.Barrier();
            optimizer.Record(commands, _buffers.Table);
        }

        results.Record(commands, _buffers, metrics);
        Submission submission = commands.Submit();
        _buffers.LastUse = submission;
        results.HandOver(submission, metrics);
        _submitted++;
        return results;
    }

    private static void Upload(CommandList commands, BatchBuffer buffer, DeviceBuffer destination, int samples)
    {
        int length = checked(samples * buffer.Spec.Length);
        if (buffer.Spec.Element == ElementKind.Float32)
        {
            commands.Upload<float>(buffer.Floats[..length], destination);
        }
        else
        {
            commands.Upload<int>(buffer.Ints[..length], destination);
        }
    }
}
