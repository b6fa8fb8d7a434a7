using Compiled.Devices;

namespace Compiled;

/// <content>Where the model runs.</content>
public abstract unsafe partial class Model
{
    // Predictions of several threads may be the first to need the device.
    private readonly object _deviceGate = new();
    private Device _device = Device.Cpu;
    private DeviceSession? _deviceSession;
    // Set while a training goes on without its device: takes the message.
    private Action<string>? _goesOn;

    /// <summary>
    /// Where the model trains, evaluates and predicts, its contexts too. Weights and optimizer go along when it changes. What looks inside
    /// of a model — <c>InputGradients</c>, <c>Activations</c>, <c>GradCam</c> — runs on the processor wherever the model is.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model has no kernels for devices, is a part of another, or is in use by another thread.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Device Device
    {
        get => _device;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Kind != DeviceKind.Cpu && !_ownsArena)
            {
                throw new InvalidOperationException($"{Schema.Name} is a part of {_arena.Owner}, which has the weights: set the device of the whole");
            }

            if (value.Kind != DeviceKind.Cpu && !HasKernels)
            {
                throw WithoutKernels();
            }

            using SessionScope session = EnterSession("change its device");
            _arena.EnterWrite(Schema.Name, "change its device");
            try
            {
                BringWeights(toChange: true, ofContexts: true);
                CloseDevice();
                _device = value;
                DeviceFailure = null;
            }
            finally
            {
                _arena.ExitWrite();
            }
        }
    }

    /// <summary>Why the model left its device for the processor while a <see cref="FitOptions.ContinueOnCpu"/> was set, or because the device was lost; null where it did not.</summary>
    public string? DeviceFailure { get; private set; }

    /// <summary>Whether the generator wrote kernels for devices.</summary>
    protected internal virtual bool HasKernels => false;

    // Asked twice for each prediction, the smallest of which take 0.3 µs: no virtual call.
    internal Side WeightSide => _device is CpuDevice ? Side.Processor : Side.Device;

    /// <summary>Brings the weights of a device to the arena, where they are newer.</summary>
    /// <param name="toChange">Whether the arena's will then be changed.</param>
    /// <param name="ofContexts">Whether the device is left, so that what layers keep in contexts comes back, too.</param>
    internal void BringWeights(bool toChange, bool ofContexts = false)
    {
        if (_deviceSession is { } session)
        {
            try
            {
                session.Store(toChange, ofContexts);
            }
            catch (Exception exception) when (IsOfDevice(exception))
            {
                LeaveDevice(session, exception);
            }
        }
    }

    /// <summary>Waits for steps that a device still computes, so that metrics are complete.</summary>
    internal void SettleMetrics()
    {
        if (_deviceSession is { } session)
        {
            try
            {
                session.Settle();
            }
            catch (Exception exception) when (IsOfDevice(exception))
            {
                LeaveDevice(session, exception);
            }
        }
    }

    /// <returns>Whether it was done; else the processor does it.</returns>
    internal bool TryPredictOnDevice(int samples, ModelTables tables, void** inputs, float** predictions, CarriedStates? states)
    {
        DeviceSession? session = null;
        try
        {
            // A session that another thread closed meanwhile, for its own failure, is not this thread's: it takes the next, or none.
            while ((session = OpenDevice()) is not null)
            {
                if (session.TryPredict(samples, tables, inputs, predictions, states))
                {
                    return true;
                }

                // Until the thread that leaves has the model's device.
                Thread.Yield();
            }

            return false;
        }
        catch (Exception exception) when (IsOfDevice(exception))
        {
            LeaveDevice(session, exception);
            return false;
        }
    }

    private bool TryTrainOnDevice(Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics, CarriedStates? states, out float loss)
    {
        DeviceSession? session = null;
        loss = float.NaN;
        states?.Enter("train");
        try
        {
            session = OpenDevice();
            if (session is null)
            {
                return false;
            }

            loss = session.Train(batch, classWeights, metrics, states);
            _restored = null;
            return true;
        }
        catch (Exception exception) when (IsOfDevice(exception))
        {
            LeaveDevice(session, exception);
            return false;
        }
        finally
        {
            states?.Exit();
        }
    }

    private bool TryEvaluateOnDevice(Batch batch, MetricSet metrics, CarriedStates? states)
    {
        DeviceSession? session = null;
        states?.Enter("evaluate");
        try
        {
            while ((session = OpenDevice()) is not null)
            {
                if (session.TryEvaluate(batch, metrics, states))
                {
                    return true;
                }

                Thread.Yield();
            }

            return false;
        }
        catch (Exception exception) when (IsOfDevice(exception))
        {
            LeaveDevice(session, exception);
            return false;
        }
        finally
        {
            states?.Exit();
        }
    }

    internal static bool IsOfDevice(Exception exception) => exception is DeviceLostException or InsufficientMemoryException or PlatformNotSupportedException;

    private DeviceSession? OpenDevice()
    {
        if (_device.Kind == DeviceKind.Cpu)
        {
            return null;
        }

        lock (_deviceGate)
        {
            // Another thread may have left it while this one waited.
            if (_device.Kind == DeviceKind.Cpu)
            {
                return null;
            }

            if (_deviceSession is null)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                DeviceContext context = _device.Open();
                try
                {
                    _deviceSession = new(this, context, ownsContext: true);
                }
                catch
                {
                    context.Dispose();
                    throw;
                }

                _arena.OnDevice = this;
            }

            return _deviceSession;
        }
    }

    private void CloseDevice()
    {
        lock (_deviceGate)
        {
            _arena.OnDevice = null;
            _deviceSession?.Dispose();
            _deviceSession = null;
        }
    }

    /// <summary>
    /// Ends the work on a device that failed, in the last good state: of a device without memory, or without a kernel that it can run, all weights come
    /// back; those of a lost device are what came back last. Returns where the processor is to go on.
    /// </summary>
    /// <exception cref="DeviceLostException">The device was lost, and the caller did not ask to go on.</exception>
    /// <exception cref="InsufficientMemoryException">The device has too little memory, and the caller did not ask to go on.</exception>
    /// <exception cref="PlatformNotSupportedException">A kernel was not compiled and cannot be here, and the caller did not ask to go on.</exception>
    private void LeaveDevice(DeviceSession? session, Exception failure)
    {
        string message;
        lock (_deviceGate)
        {
            long reached = Step;
            if (session is not null && session == _deviceSession)
            {
                Rescue(session, failure);
                CloseDevice();
            }

            string lost = reached > Step ? $"the weights are those after step {Step} of {reached}" : "no step was lost";
            message = $"{Schema.Name}: {_device.Name}: {failure.Message}; {lost}";
            if (failure is DeviceLostException || _goesOn is not null)
            {
                _device = Device.Cpu;
                message += ", and the model runs on the processor from here on";
                DeviceFailure = message;
            }
        }

        if (_goesOn is not { } goesOn)
        {
            throw failure switch
            {
                DeviceLostException => new DeviceLostException(message, failure),
                InsufficientMemoryException => new InsufficientMemoryException(message, failure),
                _ => new PlatformNotSupportedException(message, failure),
            };
        }

        goesOn(message);
    }

    private void Rescue(DeviceSession session, Exception failure)
    {
        try
        {
            if (failure is not DeviceLostException)
            {
                session.Settle();
                session.Store(ofContexts: true);
            }
        }
        catch (Exception exception) when (IsOfDevice(exception))
        {
            // Nothing more comes from this device; the mirror is what is left.
        }

        if (session.IsAhead)
        {
            Step = session.Mirrored.Step;
            _optimizer?.GoBackTo(session.Mirrored.Iterations);
        }
    }

    private InvalidOperationException WithoutKernels() => new(
        $"{Schema.Name} has no kernels for devices: set [Model(Gpu = true)], or <CompiledGpu>true</CompiledGpu> in the project, and build it again; or use Device.Cpu");
}
