namespace Compiled;

/// <summary>A callback that watches one number of the logs.</summary>
public abstract class MonitorCallback : Callback
{
    private static readonly string[] _larger = ["accuracy", "auc", "precision", "recall", "f1_score", "cosine_similarity"];

    private protected MonitorCallback(string monitor)
    {
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        Monitor = monitor;
    }

    /// <summary>The name of the number: <c>val_loss</c>, <c>accuracy</c> …</summary>
    public string Monitor { get; }

    /// <summary>Which values are better.</summary>
    public MonitorMode Mode { get; init; }

    private protected bool LargerIsBetter => Mode == MonitorMode.Max || (Mode == MonitorMode.Auto && Array.Exists(_larger, name => Monitor.EndsWith(name, StringComparison.Ordinal)));

    private protected float Worst => LargerIsBetter ? float.NegativeInfinity : float.PositiveInfinity;

    /// <exception cref="InvalidOperationException">The training reports no number of this name.</exception>
    public override void OnTrainBegin()
    {
        if (!Plan.Names.Contains(Monitor))
        {
            string hint = Monitor.StartsWith("val_", StringComparison.Ordinal) && !Plan.Names.Any(name => name.StartsWith("val_", StringComparison.Ordinal))
                ? " Numbers of validation need ValidationData or a ValidationSplit."
                : "";
            throw new InvalidOperationException($"{GetType().Name} monitors '{Monitor}', but the training of {Model.Schema.Name} reports {string.Join(", ", Plan.Names)}.{hint}");
        }
    }

    /// <summary>Whether one value is better than another by more than a margin; NaN never is.</summary>
    private protected bool IsBetter(float value, float than, float margin) => LargerIsBetter ? value - margin > than : value + margin < than;

    /// <summary>The number of an epoch; false in epochs without validation.</summary>
    private protected bool TryRead(Logs logs, out float value) => logs.TryGet(Monitor, out value);
}
