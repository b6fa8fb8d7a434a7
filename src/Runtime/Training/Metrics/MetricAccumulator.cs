namespace Compiled;

/// <summary>A number that is gathered over batches of any size.</summary>
internal abstract class MetricAccumulator(string name)
{
    public string Name => name;

    /// <summary>The value over all samples since <see cref="Reset"/>; NaN before the first.</summary>
    public abstract float Result { get; }

    public abstract void Reset();

    /// <summary>Adds a batch.</summary>
    /// <param name="values">Predictions, targets and weights of the batch's samples.</param>
    public abstract void Add(in MetricValues values);
}
