namespace Compiled;

/// <summary>Evaluates a model on a data set, as often as asked.</summary>
internal sealed class EvaluationLoop(
    Model model,
    Dataset data,
    int batchSize,
    bool weightedMetrics,
    IReadOnlyList<Callback> callbacks,
    CancellationToken cancellation) : IDisposable
{
    private readonly MetricSet _metrics = new(model, weightedMetrics);
    private readonly BatchReader _reader = data.CreateReader(batchSize);
    private Logs? _logs;

    /// <summary>The metrics over all samples.</summary>
    public MetricSet Run()
    {
        Logs logs = _logs ??= new(_metrics);
        foreach (Callback callback in callbacks)
        {
            callback.OnTestBegin();
        }

        _metrics.Reset();
        _reader.Begin(0);
        int step = 0;
        while (_reader.TryRead(out Batch? batch))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Callback callback in callbacks)
            {
                callback.OnTestBatchBegin(step);
            }

            model.Test(batch, _metrics);
            logs.MarkStale();
            foreach (Callback callback in callbacks)
            {
                callback.OnTestBatchEnd(step, logs);
            }

            step++;
        }

        if (step == 0)
        {
            throw new InvalidOperationException($"{model.Schema.Name}: the data to evaluate gave no batch");
        }

        foreach (Callback callback in callbacks)
        {
            callback.OnTestEnd(logs);
        }

        return _metrics;
    }

    public void Dispose() => _reader.Dispose();
}
