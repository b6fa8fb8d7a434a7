namespace Compiled;

/// <summary>Hooks given as delegates.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Before the first epoch.</summary>
    public Action? TrainBegin { get; init; }

    /// <summary>After the last epoch.</summary>
    public Action<Logs>? TrainEnd { get; init; }

    /// <summary>Before an epoch.</summary>
    public Action<int>? EpochBegin { get; init; }

    /// <summary>After an epoch and its validation.</summary>
    public Action<int, Logs>? EpochEnd { get; init; }

    /// <summary>Before a training step.</summary>
    public Action<int>? TrainBatchBegin { get; init; }

    /// <summary>After a training step.</summary>
    public Action<int, Logs>? TrainBatchEnd { get; init; }

    /// <summary>Before a validation or evaluation.</summary>
    public Action? TestBegin { get; init; }

    /// <summary>After a validation or evaluation.</summary>
    public Action<Logs>? TestEnd { get; init; }

    /// <summary>Before a batch of a validation or evaluation.</summary>
    public Action<int>? TestBatchBegin { get; init; }

    /// <summary>After a batch of a validation or evaluation.</summary>
    public Action<int, Logs>? TestBatchEnd { get; init; }

    /// <summary>Before the first batch of a prediction.</summary>
    public Action? PredictBegin { get; init; }

    /// <summary>After the last batch of a prediction.</summary>
    public Action? PredictEnd { get; init; }

    /// <summary>Before a batch of a prediction.</summary>
    public Action<int>? PredictBatchBegin { get; init; }

    /// <summary>After a batch of a prediction.</summary>
    public Action<int>? PredictBatchEnd { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin() => TrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => TrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => EpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => EpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch) => TrainBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => TrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBegin() => TestBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => TestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch) => TestBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => TestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin() => PredictBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictEnd() => PredictEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch) => PredictBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch) => PredictBatchEnd?.Invoke(batch);
}
