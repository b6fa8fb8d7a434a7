using System.Collections.Immutable;

namespace Compiled;

/// <summary>A published data set that is one CSV file without a header: features, and what is to be predicted in the last column.</summary>
/// <param name="Name">For messages and <c>Source</c>.</param>
/// <param name="Folder">Its folder among data sets.</param>
/// <param name="File">The file.</param>
/// <param name="FeatureNames">What the columns but the last hold.</param>
internal sealed record PublishedTable(string Name, string Folder, RemoteFile File, ImmutableArray<string> FeatureNames)
{
    /// <summary>Rows by features, and the last column as it is written.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public (float[,] Features, CsvTable Table, string LastColumn, string Source) Load(
        string? folder, bool download, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string path = DataStore.RequireFile(folder, Folder, File, download, progress, cancellation);
        CsvTable table = GzipContent.Read(path, stream =>
        {
            using StreamReader reader = new(stream);
            return CsvTable.Parse(reader.ReadToEnd(), path, new() { HasHeader = false });
        });
        return table.Columns.Length == FeatureNames.Length + 1
            ? (table.Numbers(table.Columns.AsSpan()[..^1]), table, table.Columns[^1], $"{Name} from {path}")
            : throw new InvalidDataException($"{path}: the lines have {Wording.Count(table.Columns.Length, "field")}, where {FeatureNames.Length + 1} are expected.");
    }

    /// <summary>The last column as numbers to predict.</summary>
    /// <inheritdoc cref="Load"/>
    public TableData LoadNumbers(string? folder, bool download, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        (float[,] features, CsvTable table, string last, string source) = Load(folder, download, progress, cancellation);
        return new(features, table.Numbers(last), FeatureNames, source, IsSynthetic: false);
    }

    /// <summary>A file of the repository github.com/jbrownlee/Datasets.</summary>
    public static RemoteFile FromDatasets(string name, string address, long length, string hash)
        => new(name, length, hash, ["https://raw.githubusercontent.com/jbrownlee/Datasets/d20fcb6402ae34e653d4513b00f39257bb37ed7f/" + address]);
}
