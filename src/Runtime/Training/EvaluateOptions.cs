namespace Compiled;

/// <summary>How <c>Evaluate</c> works through its samples.</summary>
public sealed class EvaluateOptions
{
    /// <summary>Samples a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How much each sample counts in the loss, for evaluation from arrays; null for 1 each.</summary>
    public float[]? SampleWeights { get; init; }

    /// <summary>Whether sample weights count in metrics too.</summary>
    public bool WeightedMetrics { get; init; }

    /// <summary>Called at begin and end of the evaluation and of each batch.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Stops between two batches.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A batch has no room; the message names the model and the size.</exception>
    internal static void CheckBatchSize(string model, int batchSize)
    {
        if (batchSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(BatchSize), $"{model}: BatchSize is {batchSize}; it is at least 1");
        }
    }
}
