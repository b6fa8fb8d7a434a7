namespace Compiled.Runtime.Tests;

/// <summary>Metrics beside PyTorch 1.13: the numbers are those of <c>python3 tests/Oracle/metrics.py</c>, over two batches of unequal size.</summary>
public class MetricOracleTests
{
    private const int Rows = 24, Classes = 8, FirstBatch = 7;

    private static readonly float[] _scores = [.. Enumerable.Range(0, Rows * Classes).Select(i => i * 37 % 101 / 101f)];
    private static readonly float[] _values = [.. Enumerable.Range(0, Rows * Classes).Select(i => ((i * 53 % 97) + 1) / 97f)];
    private static readonly float[] _yes = [.. _values.Select(v => v > 0.5f ? 1f : 0f)];
    private static readonly int[] _labels = [.. Enumerable.Range(0, Rows).Select(i => ((i * 5) + 3) % Classes)];

    [Theory]
    [InlineData(Metric.MeanSquaredError, 0.15810522197284124)]
    [InlineData(Metric.RootMeanSquaredError, 0.39762447355870995)]
    [InlineData(Metric.MeanAbsoluteError, 0.32435099180021093)]
    [InlineData(Metric.MeanAbsolutePercentageError, 165.20711353302062)]
    [InlineData(Metric.CosineSimilarity, 0.765610742037615)]
    [InlineData(Metric.CategoricalAccuracy, 0.20833333333333334)]
    public void OfValues(Metric metric, double expected) => AssertClose(expected, Measure(metric, _values, []), 1e-5);

    [Theory]
    [InlineData(Metric.BinaryAccuracy, 0.5, 1e-6)]
    [InlineData(Metric.Precision, 0.5052631578947369, 1e-6)]
    [InlineData(Metric.Recall, 0.4948453608247423, 1e-6)]
    [InlineData(Metric.F1Score, 0.5, 1e-6)]
    [InlineData(Metric.Auc, 0.5287032013022246, 2e-3)] // 200 thresholds against every pair
    public void OfYesAndNo(Metric metric, double expected, double tolerance) => AssertClose(expected, Measure(metric, _yes, []), tolerance);

    [Theory]
    [InlineData(Metric.SparseCategoricalAccuracy, 0.16666666666666666)]
    [InlineData(Metric.SparseTopKCategoricalAccuracy, 0.6666666666666666)]
    public void OfLabels(Metric metric, double expected) => AssertClose(expected, Measure(metric, [], _labels), 1e-6);

    private static float Measure(Metric metric, float[] targets, int[] labels)
    {
        MetricAccumulator accumulator = MetricFactory.Create(new(metric, metric), "", "");
        accumulator.Reset();
        foreach ((int start, int end) in new[] { (0, FirstBatch), (FirstBatch, Rows) })
        {
            accumulator.Add(new()
            {
                Samples = end - start,
                Predictions = _scores.AsSpan((start * Classes)..(end * Classes)),
                PredictionLength = Classes,
                Classes = Classes,
                Targets = targets.Length > 0 ? targets.AsSpan((start * Classes)..(end * Classes)) : default,
                Labels = labels.Length > 0 ? labels.AsSpan(start..end) : default,
                TargetLength = targets.Length > 0 ? Classes : 1,
            });
        }

        return accumulator.Result;
    }

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected}");
}
