using Compiled.Devices;

namespace Compiled;

/// <summary>A model's memory on a device. It grows with the largest batch seen.</summary>
/// <param name="beforeGrowth">Reads what lists on their way give back: a new buffer begins lists of its own.</param>
internal sealed class ModelBuffers(Model model, DeviceContext context, Action beforeGrowth) : IDisposable
{
    private readonly Dictionary<KernelBinding, DeviceBuffer> _owned = [];

    /// <summary>Every buffer by what kernels know it as.</summary>
    public BufferTable Table { get; } = new();

    /// <summary>The last list that uses the buffers.</summary>
    public Submission? LastUse { get; set; }

    public DeviceBuffer this[DeviceMemory memory, int index = 0] => Table[new(memory, index)];

    /// <summary>Makes room for a batch.</summary>
    /// <param name="tables">The specs of the batch: for a model that takes any number of steps, those for its.</param>
    /// <exception cref="InsufficientMemoryException">The device has none.</exception>
    public void Prepare(ProgramKind kind, int batch, ModelTables tables)
    {
        Reserve(DeviceMemory.Workspace, 0, model.DeviceWorkspaceLength(kind, batch, tables.SequenceLength));
        for (int i = 0; i < tables.InputSpecs.Length; i++)
        {
            long length = (long)batch * tables.InputSpecs[i].Length;
            Reserve(DeviceMemory.Input, i, length);
            if (kind == ProgramKind.Train && model.HasInputGradients)
            {
                Reserve(DeviceMemory.InputGradient, i, length);
            }
        }

        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            Reserve(DeviceMemory.Prediction, i, (long)batch * tables.PredictionSpecs[i].Length);
        }

        if (kind == ProgramKind.Infer)
        {
            return;
        }

        for (int i = 0; i < tables.TargetSpecs.Length; i++)
        {
            Reserve(DeviceMemory.Target, tables.TargetOutputs[i], (long)batch * tables.TargetSpecs[i].Length);
        }

        for (int i = 0; i < tables.MaskLengths.Length; i++)
        {
            Reserve(DeviceMemory.Mask, i, (long)batch * tables.MaskLengths[i]);
        }

        for (int i = 0; i < tables.CustomMetricCount; i++)
        {
            Reserve(DeviceMemory.Metric, i, (long)batch * tables.CustomMetricLengths[i]);
        }

        // One factor a sample, the same for all outputs.
        Reserve(DeviceMemory.SampleWeight, 0, batch);
        for (int i = 1; i < tables.PredictionSpecs.Length; i++)
        {
            Table[new(DeviceMemory.SampleWeight, i)] = this[DeviceMemory.SampleWeight];
        }
    }

    /// <summary>Makes room for so many elements.</summary>
    /// <exception cref="InsufficientMemoryException">The device has none.</exception>
    public void Reserve(DeviceMemory memory, int index, long length)
    {
        // What comes back whole must be known to do so before it is trained.
        if (memory is DeviceMemory.Parameters or DeviceMemory.States && length > CommandList.MostDownloaded)
        {
            throw new InsufficientMemoryException($"{model.Schema.Name}'s {memory} take {length} elements, and a device gives back at most {CommandList.MostDownloaded} of them: take a smaller model, or an optimizer that remembers less");
        }

        KernelBinding binding = new(memory, index);
        if (_owned.TryGetValue(binding, out DeviceBuffer? buffer))
        {
            if (buffer.Length >= length)
            {
                return;
            }

            // The old block goes first, so that both need not fit; commands that use it are done.
            LastUse?.Wait();
        }

        beforeGrowth();
        if (_owned.Remove(binding))
        {
            buffer!.Dispose();
        }

        // A model may have no weights, and an optimizer may remember nothing; kernels are bound to a buffer all the same.
        Table[binding] = _owned[binding] = context.CreateBuffer($"{model.Schema.Name}'s {memory} {index}", Math.Max(1, length));
    }

    public void Dispose()
    {
        foreach (DeviceBuffer buffer in _owned.Values)
        {
            buffer.Dispose();
        }

        _owned.Clear();
    }
}
