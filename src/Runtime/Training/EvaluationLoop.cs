namespace Compiled;

/// <summary>Evaluates a model on a data set, as often as asked.</summary>
/// <param name="isValidation">Whether it comes between steps of training, whose states it leaves alone: each run begins with zeros. Else it goes on from the model's.</param>
internal sealed class EvaluationLoop(
    Model model,
    Dataset data,
    int batchSize,
    bool weightedMetrics,
    IReadOnlyList<Callback> callbacks,
    CancellationToken cancellation,
    bool isValidation) : IDisposable
{
    private readonly MetricSet _metrics = new(model, weightedMetrics);
    private readonly BatchReader _reader = data.CreateReader(batchSize);
    private readonly CarriedStates? _states = isValidation && model.IsStateful ? new(model) : model.States;
    private Logs? _logs;

    /// <summary>The metrics over all samples.</summary>
    public MetricSet Run()
    {
        Logs logs = _logs ??= new(_metrics);
        foreach (Callback callback in callbacks)
        {
            callback.OnTestBegin();
        }

        if (isValidation)
        {
            _states?.Reset();
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

            model.Test(batch, _metrics, _states);
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

    public void Dispose()
    {
        _reader.Dispose();
        if (isValidation)
        {
            _states?.Dispose();
        }
    }
}
