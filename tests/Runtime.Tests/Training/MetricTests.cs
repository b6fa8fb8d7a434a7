namespace Compiled.Runtime.Tests;

public class MetricTests
{
    [Fact]
    public void MoreValuesThanASpanCountsAreRefusedByName()
    {
        using var model = new LinearModel();
        var spec = new TensorSpec("scores", [1 << 20]);
        var batch = new Batch([new("x", [1])], [], 2048) { Count = 2047 };
        Assert.Equal(2047 << 20, MetricSet.Values(model, batch, spec));
        batch.Count = 2048;
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => MetricSet.Values(model, batch, spec));
        Assert.StartsWith("Linear: 'scores' (1048576) float has 2147483648 values in a batch of 2048 samples", exception.Message);
    }

    [Fact]
    public void BinaryAccuracyCountsTheRightSideOfAHalf() =>
        Assert.Equal(0.75f, Of(new BinaryAccuracy("m", 0.5f), [0.6f, 0.5f, 0.1f, 0.9f], [1, 0, 0, 0], 1));

    [Theory]
    [InlineData("BinaryCrossentropy", 0, 0.25f)]
    [InlineData("BinaryCrossentropyFromLogits", 0, 0.75f)]
    [InlineData("Hinge", -1, 0.75f)]
    [InlineData("SquaredHinge", -1, 0.75f)]
    public void TheLossTellsWhereYesBegins(string loss, float no, float share) =>
        Assert.Equal(share, Of(MetricFactory.Create(new(Metric.Accuracy, Metric.BinaryAccuracy), loss, ""), [0.3f, 0.2f, -0.1f, 0.9f], [1, 1, no, no], 1));

    [Theory]
    [InlineData("BinaryCrossentropyFromLogits", Metric.BinaryAccuracy, 0.25f, 0.5f)]
    [InlineData("BinaryCrossentropy", Metric.BinaryAccuracy, 0.1f, 0.75f)]
    [InlineData("Hinge", Metric.BinaryAccuracy, 0.25f, 0.5f)]
    [InlineData("BinaryCrossentropy", Metric.Precision, 0.85f, 0)]
    [InlineData("BinaryCrossentropy", Metric.Recall, 0.25f, 0.5f)]
    [InlineData("BinaryCrossentropy", Metric.F1Score, 0.25f, 0.5f)]
    public void TheModelMayTellWhereYesBegins(string loss, Metric metric, float threshold, float expected) =>
        Assert.Equal(expected, Of(MetricFactory.Create(new(metric, metric, threshold), loss, ""), [0.3f, 0.2f, -0.1f, 0.9f], [1, 1, 0, 0], 1));

    [Fact]
    public void TheModelMayTellAmongHowManyTheAnswerIsSought() => Assert.Equal(
        0.5f,
        OfLabels(MetricFactory.Create(new(Metric.SparseTopKCategoricalAccuracy, Metric.SparseTopKCategoricalAccuracy, 2), "", ""), [0.5f, 0.3f, 0.2f, 0.5f, 0.3f, 0.2f], [1, 2], 3));

    [Fact]
    public void CategoricalAccuracyComparesTheLargest() =>
        Assert.Equal(2 / 3f, Of(new CategoricalAccuracy("m"), [0.1f, 0.9f, 0, 0.8f, 0.2f, 0, 0.3f, 0.3f, 0.4f], [0, 1, 0, 0, 1, 0, 0, 0, 1], 3), 1e-6f);

    [Fact]
    public void SparseAccuracyComparesLabels() =>
        Assert.Equal(2 / 3f, OfLabels(new CategoricalAccuracy("m"), [0.1f, 0.9f, 0, 0.8f, 0.2f, 0, 0.3f, 0.3f, 0.4f], [1, 1, 2], 3), 1e-6f);

    [Fact]
    public void OfEqualPredictionsTheFirstIsTheLargest() => Assert.Equal(1, OfLabels(new CategoricalAccuracy("m"), [0.5f, 0.5f], [0], 2));

    [Fact]
    public void NaNIsNeverRight() => Assert.Equal(0, OfLabels(new CategoricalAccuracy("m"), [float.NaN, float.NaN], [0], 2));

    [Fact]
    public void TopKTakesTheFiveLargest()
    {
        float[] row = [0.01f, 0.3f, 0.2f, 0.15f, 0.14f, 0.13f, 0.07f];
        Assert.Equal(0.5f, OfLabels(new TopKAccuracy("m", 5), [.. row, .. row], [5, 6], 7));
        Assert.Equal(1, Of(new TopKAccuracy("m", 5), row, [0, 0, 0, 0, 0, 1, 0], 7));
    }

    // Yes above 0.5: two of three are right, and two of four actual ones are found.
    [Fact]
    public void PrecisionRecallAndF1CountYesAndNo()
    {
        float[] predictions = [0.9f, 0.8f, 0.7f, 0.2f, 0.3f, 0.1f], targets = [1, 1, 0, 1, 1, 0];
        Assert.Equal(2 / 3f, Of(new PrecisionMetric("m", 0.5f), predictions, targets, 1), 1e-6f);
        Assert.Equal(0.5f, Of(new RecallMetric("m", 0.5f), predictions, targets, 1), 1e-6f);
        Assert.Equal(4 / 7f, Of(new F1Metric("m", 0.5f), predictions, targets, 1), 1e-6f);
    }

    [Fact]
    public void NothingOfNothingIsZero() => Assert.Equal(0, Of(new PrecisionMetric("m", 0.5f), [0.1f], [0], 1));

    [Fact]
    public void WeightsCountInPrecision() =>
        Assert.Equal(0.75f, Of(new PrecisionMetric("m", 0.5f), [0.9f, 0.8f], [1, 0], 1, [3, 1]), 1e-6f);

    // Keras's own example: tf.keras.metrics.AUC(num_thresholds=200) on these values gives 0.75.
    [Fact]
    public void AreaUnderCurveIsKeras()
    {
        Assert.Equal(0.75f, Of(new AreaUnderCurve("m"), [0, 0.5f, 0.3f, 0.9f], [0, 0, 1, 1], 1), 1e-6f);
        Assert.Equal(1, Of(new AreaUnderCurve("m"), [0.1f, 0.2f, 0.8f, 0.9f], [0, 0, 1, 1], 1), 1e-6f);
        Assert.Equal(0, Of(new AreaUnderCurve("m"), [0.8f, 0.9f, 0.1f, 0.2f], [0, 0, 1, 1], 1), 1e-6f);
    }

    // Equal predictions of both kinds are joined by one straight line.
    [Fact]
    public void AreaUnderCurveJoinsTiesByALine() => Assert.Equal(0.5f, Of(new AreaUnderCurve("m"), [0.4f, 0.4f], [0, 1], 1), 1e-6f);

    [Fact]
    public void AreaUnderCurveTakesCertainPredictions() => Assert.Equal(1, Of(new AreaUnderCurve("m"), [0, 1], [0, 1], 1), 1e-6f);

    [Fact]
    public void AreaUnderCurveOfNaNIsNaN() => Assert.Equal(float.NaN, Of(new AreaUnderCurve("m"), [float.NaN, 1], [0, 1], 1));

    [Fact]
    public void ErrorsAreMeans()
    {
        float[] predictions = [1, 2, 3, 4], targets = [2, 2, 1, 8];
        Assert.Equal(5.25f, Of(new MeanSquaredErrorMetric("m"), predictions, targets, 2));
        Assert.Equal(MathF.Sqrt(5.25f), Of(new RootMeanSquaredErrorMetric("m"), predictions, targets, 2), 1e-6f);
        Assert.Equal(1.75f, Of(new MeanAbsoluteErrorMetric("m"), predictions, targets, 2));
        Assert.Equal(75, Of(new MeanAbsolutePercentageErrorMetric("m"), predictions, targets, 2), 1e-4f);
    }

    [Fact]
    public void CosineSimilarityIsAlongTheLastAxis() =>
        Assert.Equal((0.6f + 0) / 2, Of(new CosineSimilarityMetric("m"), [3, 4, 1, 0], [2, 0, 0, 5], 2), 1e-6f);

    [Fact]
    public void BatchesCountByTheirWeights()
    {
        var metric = new MeanAbsoluteErrorMetric("m");
        Add(metric, [1, 2, 3], [0, 0, 0], 1, []);
        Add(metric, [10], [0], 1, []);
        Assert.Equal(4, metric.Result);
        metric.Reset();
        Add(metric, [1, 2], [0, 0], 1, [3, 1]);
        Assert.Equal(1.25f, metric.Result);
    }

    [Fact]
    public void ACustomMetricIsTheMeanOfItsValues()
    {
        var metric = new CustomMetric("m");
        metric.Reset();
        metric.Add(new() { Samples = 3, Custom = [1, 2, 6] });
        Assert.Equal(3, metric.Result);
    }

    [Fact]
    public void SeveralOutputsAreNamedApart()
    {
        ModelSchema one = LinearModel.Table(3, 1, [Metric.Accuracy, Metric.Auc]);
        OutputSchema output = one.Outputs[0] with { CustomMetrics = ["MeanDistance"] };
        using var single = new LinearModel(schema: one with { Outputs = [output] });
        Assert.Equal(["loss", "accuracy", "auc", "mean_distance"], new MetricSet(single, weighted: false).Names.ToArray());
        using var both = new LinearModel(schema: one with { Outputs = [output with { Name = "main" }, output with { Name = "side", CustomMetrics = [] }] });
        Assert.Equal(
            ["loss", "main_loss", "side_loss", "main_accuracy", "main_auc", "main_mean_distance", "side_accuracy", "side_auc"],
            new MetricSet(both, weighted: false).Names.ToArray());
    }

    private static float Of(MetricAccumulator metric, float[] predictions, float[] targets, int classes, float[]? weights = null)
    {
        metric.Reset();
        Add(metric, predictions, targets, classes, weights ?? []);
        return metric.Result;
    }

    private static void Add(MetricAccumulator metric, float[] predictions, float[] targets, int classes, float[] weights) => metric.Add(new()
    {
        Samples = predictions.Length / classes,
        Predictions = predictions,
        PredictionLength = classes,
        Classes = classes,
        Targets = targets,
        TargetLength = classes,
        Weights = weights,
    });

    private static float OfLabels(MetricAccumulator metric, float[] predictions, int[] labels, int classes)
    {
        metric.Reset();
        metric.Add(new()
        {
            Samples = labels.Length,
            Predictions = predictions,
            PredictionLength = classes,
            Classes = classes,
            Labels = labels,
            TargetLength = 1,
        });
        return metric.Result;
    }
}
