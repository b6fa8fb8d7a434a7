namespace Compiled;

/// <summary>A built-in metric of an output.</summary>
/// <param name="Declared">As the user wrote it: decides the name.</param>
/// <param name="Kind">What is computed: where <see cref="Metric.Accuracy"/> was declared, the accuracy that fits loss and output.</param>
public sealed record MetricSchema(Metric Declared, Metric Kind);
