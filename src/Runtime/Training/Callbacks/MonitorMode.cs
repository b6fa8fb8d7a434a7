namespace Compiled;

/// <summary>Which values of a monitored number are better.</summary>
public enum MonitorMode
{
    /// <summary>Larger for accuracies, AUC, precision, recall, F1 score and cosine similarity; else smaller.</summary>
    Auto,

    /// <summary>Smaller.</summary>
    Min,

    /// <summary>Larger.</summary>
    Max,
}
