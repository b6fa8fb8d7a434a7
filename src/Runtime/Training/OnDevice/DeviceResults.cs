using Compiled.Devices;

namespace Compiled;

/// <summary>
/// What one step on a device gives the processor: losses, and what metrics want to see. The step is handed over, read when it is done, and
/// counted in its metrics; between these, others may be handed over.
/// </summary>
internal sealed unsafe class DeviceResults(Model model) : IDisposable
{
    private readonly ResultMemory _memory = new(model, hasInputGradients: false);
    private readonly Batch _targets = new([], model.Tables.TargetSpecs, 0);
    private readonly List<(Readback Readback, nint Address)> _copies = [];
    private Submission? _submission;
    private MetricSet? _metrics;

    /// <summary>The total loss, then each output's; valid once the step was read.</summary>
    public ReadOnlySpan<float> Losses => new(_memory.Losses, 1 + model.Tables.PredictionSpecs.Length);

    /// <summary>What each sample of the batch counts.</summary>
    public Span<float> SampleWeights => new(_memory.SampleWeights, _targets.Count);

    /// <summary>Keeps of a batch what metrics will compare predictions to: the batch itself is filled again before the step is done.</summary>
    public void Begin(ProgramKind kind, Batch batch, ReadOnlySpan<float> classWeights, MetricSet? metrics)
    {
        ModelTables tables = model.TablesOf(batch);
        _copies.Clear();
        _memory.Prepare(batch.Count, tables, kind);
        _targets.Steps = Math.Max(1, tables.SequenceLength);
        _targets.Count = batch.Count;
        ClassWeighting.Fill(SampleWeights, batch, classWeights);
        if (metrics is { NeedsPredictions: true })
        {
            for (int i = 0; i < batch.Targets.Length; i++)
            {
                batch.Targets[i].CopyTo(_targets.Targets[i], 0, 0, batch.Count);
            }
        }
    }

    /// <summary>Records the copies back, those that metrics want among them.</summary>
    public void Record(CommandList commands, ModelBuffers buffers, MetricSet? metrics)
    {
        Copy(DeviceMemory.Loss, 0, Losses.Length, _memory.Losses);
        for (int i = 0; metrics is not null && i < _memory.Tables.MaskLengths.Length; i++)
        {
            if (_memory.Tables.MaskLengths[i] is > 0 and var steps)
            {
                Copy(DeviceMemory.Mask, i, checked(_targets.Count * steps), _memory.Masks[i]);
            }
        }

        if (metrics is { NeedsPredictions: true })
        {
            for (int i = 0; i < model.Tables.PredictionSpecs.Length; i++)
            {
                Copy(DeviceMemory.Prediction, i, MetricSet.Values(model, _targets, _memory.Tables.PredictionSpecs[i]), _memory.Predictions[i]);
            }

            for (int i = 0; i < model.Tables.CustomMetricCount; i++)
            {
                Copy(DeviceMemory.Metric, i, checked(_targets.Count * _memory.Tables.CustomMetricLengths[i]), _memory.Metrics[i]);
            }
        }

        void Copy(DeviceMemory memory, int index, int length, float* destination) =>
            _copies.Add((commands.Download(buffers[memory, index], 0, length), (nint)destination));
    }

    /// <summary>The step is on its way: from here on it counts, in metrics where there are some.</summary>
    public void HandOver(Submission submission, MetricSet? metrics)
    {
        _submission = submission;
        _metrics = metrics;
    }

    /// <summary>Waits for the step, where it was not read before.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public void Read()
    {
        if (_submission is not { } submission)
        {
            return;
        }

        foreach ((Readback readback, nint address) in _copies)
        {
            submission.Read(readback, new Span<float>((void*)address, readback.Length));
        }

        _submission = null;
    }

    /// <summary>Adds what was read to the step's metrics, once.</summary>
    public void Count()
    {
        MetricSet? metrics = _metrics;
        _metrics = null;
        metrics?.Update(_memory, _targets);
    }

    public void Dispose() => _memory.Dispose();
}
