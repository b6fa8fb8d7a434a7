namespace Compiled;

/// <summary>A built-in metric of an output.</summary>
/// <param name="Declared">As the user wrote it: decides the name.</param>
/// <param name="Kind">What is computed: where <see cref="Metric.Accuracy"/> was declared, the accuracy that fits loss and output.</param>
/// <param name="Setting">The k of a top-k accuracy, the threshold of a yes; null for the default.</param>
public sealed record MetricSchema(Metric Declared, Metric Kind, float? Setting = null);
