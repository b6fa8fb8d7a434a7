namespace Compiled;

/// <summary>The accumulator of each built-in metric, under Keras's name.</summary>
internal static class MetricFactory
{
    private const int TopK = 5;

    private const float Threshold = 0.5f;

    /// <param name="loss">The name of the output's loss: it tells what kind of number a prediction is.</param>
    public static MetricAccumulator Create(MetricSchema metric, string loss, string prefix)
    {
        string name = prefix + NameOf(metric.Declared);
        return metric.Kind switch
        {
            Metric.BinaryAccuracy => loss switch
            {
                nameof(Loss.BinaryCrossentropyFromLogits) => new BinaryAccuracy(name, metric.Setting ?? 0),
                nameof(Loss.Hinge) or nameof(Loss.SquaredHinge) => new SignAccuracy(name, metric.Setting ?? 0),
                _ => new BinaryAccuracy(name, metric.Setting ?? Threshold),
            },
            Metric.CategoricalAccuracy or Metric.SparseCategoricalAccuracy => new CategoricalAccuracy(name),
            Metric.TopKCategoricalAccuracy or Metric.SparseTopKCategoricalAccuracy => new TopKAccuracy(name, (int)(metric.Setting ?? TopK)),
            Metric.Precision => new PrecisionMetric(name, metric.Setting ?? Threshold),
            Metric.Recall => new RecallMetric(name, metric.Setting ?? Threshold),
            Metric.Auc => new AreaUnderCurve(name),
            Metric.F1Score => new F1Metric(name, metric.Setting ?? Threshold),
            Metric.MeanSquaredError => new MeanSquaredErrorMetric(name),
            Metric.RootMeanSquaredError => new RootMeanSquaredErrorMetric(name),
            Metric.MeanAbsoluteError => new MeanAbsoluteErrorMetric(name),
            Metric.MeanAbsolutePercentageError => new MeanAbsolutePercentageErrorMetric(name),
            Metric.CosineSimilarity => new CosineSimilarityMetric(name),
            _ => throw new ArgumentException($"{metric.Kind} is no metric that can be computed"),
        };
    }

    public static string NameOf(Metric metric) => metric switch
    {
        Metric.Accuracy => "accuracy",
        Metric.BinaryAccuracy => "binary_accuracy",
        Metric.CategoricalAccuracy => "categorical_accuracy",
        Metric.SparseCategoricalAccuracy => "sparse_categorical_accuracy",
        Metric.TopKCategoricalAccuracy => "top_k_categorical_accuracy",
        Metric.SparseTopKCategoricalAccuracy => "sparse_top_k_categorical_accuracy",
        Metric.Precision => "precision",
        Metric.Recall => "recall",
        Metric.Auc => "auc",
        Metric.F1Score => "f1_score",
        Metric.MeanSquaredError => "mean_squared_error",
        Metric.RootMeanSquaredError => "root_mean_squared_error",
        Metric.MeanAbsoluteError => "mean_absolute_error",
        Metric.MeanAbsolutePercentageError => "mean_absolute_percentage_error",
        Metric.CosineSimilarity => "cosine_similarity",
        _ => throw new ArgumentException($"there is no metric {metric}"),
    };
}
