using Compiled.Devices;

namespace Compiled;

/// <summary>
/// A model on a device: weights, gradients and the optimizer's memory live there, a batch goes up and losses come back. One list of commands
/// a step. <see cref="Load"/> and <see cref="Store"/> move the weights between the model's arena and the device.
/// </summary>
internal sealed unsafe class DeviceSession : IDisposable
{
    private readonly Model _model;
    private readonly DeviceContext _context;
    private readonly BufferTable _buffers = new();
    private readonly Dictionary<KernelBinding, DeviceBuffer> _owned = [];
    private readonly float[] _losses;
    private float[] _ones = [];
    private Submission? _last;

    public DeviceSession(Model model, DeviceContext context)
    {
        _model = model;
        _context = context;
        _losses = new float[1 + model.Tables.PredictionSpecs.Length];
        Reserve(new(DeviceMemory.Parameters), model.Schema.ParameterLength);
        Reserve(new(DeviceMemory.Gradients), model.Schema.ParameterLength);
        Reserve(new(DeviceMemory.Loss), _losses.Length);
    }

    /// <summary>Brings the weights, and what the optimizer remembers, to the device.</summary>
    public void Load()
    {
        Span<float> states = _model.Optimizer is { } optimizer ? optimizer.StateValues : [];
        Reserve(new(DeviceMemory.States), states.Length);
        using CommandList commands = _context.Begin();
        commands.Upload<float>(Arena, _buffers[new(DeviceMemory.Parameters)]);
        commands.Upload<float>(states, _buffers[new(DeviceMemory.States)]);
        _last = commands.Submit();
    }

    /// <summary>Brings them back.</summary>
    public void Store()
    {
        Span<float> states = _model.Optimizer is { } optimizer ? optimizer.StateValues : [];
        using CommandList commands = _context.Begin();
        Readback weights = commands.Download(_buffers[new(DeviceMemory.Parameters)], 0, Arena.Length);
        Readback remembered = commands.Download(_buffers[new(DeviceMemory.States)], 0, states.Length);
        _last = commands.Submit();
        _last.Read(weights, Arena);
        _last.Read(remembered, states);
    }

    /// <summary>One training step; the model's optimizer changes the weights.</summary>
    /// <returns>The total loss before the step, then each output's; valid until the next step.</returns>
    public ReadOnlySpan<float> Train(Batch batch)
    {
        Optimizer optimizer = _model.Optimizer ?? throw new InvalidOperationException($"{_model.Schema.Name} has no optimizer");
        Run(ProgramKind.Train, batch, commands =>
        {
            commands.Barrier();
            optimizer.Record(commands, _buffers);
        });
        _model.Step++;
        return _losses;
    }

    /// <summary>Runs a program without changing weights.</summary>
    /// <returns>The losses.</returns>
    public ReadOnlySpan<float> Run(ProgramKind kind, Batch batch)
    {
        Run(kind, batch, null);
        return _losses;
    }

    /// <summary>Copies a buffer back, for tests and tools.</summary>
    public float[] Read(KernelBinding binding, int length)
    {
        var values = new float[length];
        using CommandList commands = _context.Begin();
        Readback readback = commands.Download(_buffers[binding], 0, length);
        _last = commands.Submit();
        _last.Read(readback, values.AsSpan());
        return values;
    }

    public void Dispose()
    {
        _last?.Wait();
        foreach (DeviceBuffer buffer in _owned.Values)
        {
            buffer.Dispose();
        }

        _owned.Clear();
    }

    private Span<float> Arena => new(_model.ParameterAddress, checked((int)_model.Schema.ParameterLength));

    private void Run(ProgramKind kind, Batch batch, Action<CommandList>? after)
    {
        Prepare(kind, batch.Count);
        using CommandList commands = _context.Begin();
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            Upload(commands, batch.Inputs[i], new(DeviceMemory.Input, i), batch.Count);
        }

        for (int i = 0; i < batch.Targets.Length; i++)
        {
            Upload(commands, batch.Targets[i], new(DeviceMemory.Target, _model.Tables.TargetOutputs[i]), batch.Count);
        }

        if (batch.HasSampleWeights)
        {
            commands.Upload<float>(batch.SampleWeights[..batch.Count], _owned[new(DeviceMemory.SampleWeight)]);
        }
        else
        {
            if (_ones.Length < batch.Count)
            {
                _ones = new float[batch.Count];
                Array.Fill(_ones, 1);
            }

            commands.Upload<float>(_ones.AsSpan(0, batch.Count), _owned[new(DeviceMemory.SampleWeight)]);
        }

        _model.Record(kind, commands, _buffers, new((uint)batch.Count, _model.Seed, (ulong)_model.Step));
        after?.Invoke(commands);
        Readback losses = commands.Download(_buffers[new(DeviceMemory.Loss)], 0, _losses.Length);
        _last = commands.Submit();
        _last.Read(losses, _losses.AsSpan());
    }

    private void Upload(CommandList commands, BatchBuffer buffer, KernelBinding binding, int samples)
    {
        int length = samples * buffer.Spec.Length;
        if (buffer.Spec.Element == ElementKind.Float32)
        {
            commands.Upload<float>(buffer.Floats[..length], _buffers[binding]);
        }
        else
        {
            commands.Upload<int>(buffer.Ints[..length], _buffers[binding]);
        }
    }

    /// <summary>Makes room for a batch.</summary>
    private void Prepare(ProgramKind kind, int batch)
    {
        ModelTables tables = _model.Tables;
        Reserve(new(DeviceMemory.Workspace), _model.DeviceWorkspaceLength(kind, batch));
        for (int i = 0; i < tables.InputSpecs.Length; i++)
        {
            long length = (long)batch * tables.InputSpecs[i].Length;
            Reserve(new(DeviceMemory.Input, i), length);
            if (_model.HasInputGradients)
            {
                Reserve(new(DeviceMemory.InputGradient, i), length);
            }
        }

        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            Reserve(new(DeviceMemory.Prediction, i), (long)batch * tables.PredictionSpecs[i].Length);
        }

        for (int i = 0; i < tables.TargetSpecs.Length; i++)
        {
            Reserve(new(DeviceMemory.Target, tables.TargetOutputs[i]), (long)batch * tables.TargetSpecs[i].Length);
        }

        for (int i = 0; i < tables.MaskLengths.Length; i++)
        {
            Reserve(new(DeviceMemory.Mask, i), (long)batch * tables.MaskLengths[i]);
        }

        for (int i = 0; i < tables.CustomMetricCount; i++)
        {
            Reserve(new(DeviceMemory.Metric, i), batch);
        }

        // One factor a sample, the same for all outputs.
        Reserve(new(DeviceMemory.SampleWeight), batch);
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            _buffers[new(DeviceMemory.SampleWeight, i)] = _owned[new(DeviceMemory.SampleWeight)];
        }
    }

    private void Reserve(KernelBinding binding, long length)
    {
        if (_owned.TryGetValue(binding, out DeviceBuffer? buffer))
        {
            if (buffer.Length >= length)
            {
                return;
            }

            // The old block goes first, so that both need not fit; commands that use it are done.
            _last?.Wait();
            _owned.Remove(binding);
            buffer.Dispose();
        }

        // A model may have no weights, and an optimizer may remember nothing; kernels are bound to a buffer all the same.
        _buffers[binding] = _owned[binding] = _context.CreateBuffer($"{_model.Schema.Name}'s {binding.Memory} {binding.Index}", Math.Max(1, length));
    }
}
