using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>Which metric <c>Metric.Accuracy</c> is for an output, and which metrics an output cannot have.</summary>
internal static class MetricResolution
{
    private static readonly HashSet<string> _sparse = ["SparseCategoricalAccuracy", "SparseTopKCategoricalAccuracy"];

    private static readonly HashSet<string> _rows = ["CategoricalAccuracy", "SparseCategoricalAccuracy", "TopKCategoricalAccuracy", "SparseTopKCategoricalAccuracy"];

    /// <summary>As Keras: sparse where targets are labels, binary for one unit or a binary loss, else categorical.</summary>
    public static string Resolve(string metric, LossRecipe? loss, Shape prediction) => metric != "Accuracy" ? metric
        : loss is { IsSparse: true } ? "SparseCategoricalAccuracy"
        : loss is BinaryCrossentropy or BinaryCrossentropyFromLogits or Hinge or SquaredHinge || prediction.Rank < 2 || prediction[prediction.Rank - 1] == Dimension.One ? "BinaryAccuracy"
        : "CategoricalAccuracy";

    /// <summary>The setting of <c>[Model]</c> and <c>[Output]</c> that changes the metric; null where none does.</summary>
    public static string? Setting(string metric) => metric switch
    {
        "TopKCategoricalAccuracy" or "SparseTopKCategoricalAccuracy" => "TopK",
        "BinaryAccuracy" or "Precision" or "Recall" or "F1Score" => "Threshold",
        _ => null,
    };

    public static bool CountsAnswers(string metric) => metric.EndsWith("Accuracy", StringComparison.Ordinal);

    /// <summary>Why an output cannot have the metric, and what to write instead; null where it can.</summary>
    public static string? Refuse(string metric, bool isSparse, Shape prediction) =>
        isSparse && !_sparse.Contains(metric) ? "its targets are integer labels: use Metric.SparseCategoricalAccuracy or Metric.SparseTopKCategoricalAccuracy"
        : !isSparse && _sparse.Contains(metric) ? "its targets are no integer labels: use Metric.CategoricalAccuracy or Metric.TopKCategoricalAccuracy"
        : _rows.Contains(metric) && (prediction.Rank < 2 || prediction[prediction.Rank - 1] == Dimension.One) ? "one unit has no largest: use Metric.BinaryAccuracy"
        : null;
}
