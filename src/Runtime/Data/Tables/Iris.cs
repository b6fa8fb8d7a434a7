namespace Compiled;

/// <summary>Fisher's irises (1936): 150 flowers of three species, fifty each, by the sizes of their sepals and petals in centimetres.</summary>
public static class Iris
{
    private static readonly PublishedTable s_table = new(
        "Iris",
        "iris",
        PublishedTable.FromDatasets("iris.csv", "iris.csv", 4549, "f5d0c11e5c78a69a20dbb80baf2b24703f59a6687595752abb397d23732647c5"),
        ["sepal length", "sepal width", "petal length", "petal width"]);

    /// <summary>Loads <c>iris.csv</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>iris</c>.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static LabelledTable Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        (float[,] features, CsvTable table, string last, string source) = s_table.Load(folder, download, progress, cancellation);
        int[] labels = Labels.Encode(table.Texts(last), out string[] classes);
        return new(features, labels, s_table.FeatureNames, [.. classes], source);
    }
}
