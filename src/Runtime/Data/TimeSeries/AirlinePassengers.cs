namespace Compiled;

/// <summary>The thousands of passengers of international airlines in each month from 1949 to 1960 (Box and Jenkins 1976).</summary>
public static class AirlinePassengers
{
    private const string Folder = "airline-passengers";

    private static readonly RemoteFile s_file = PublishedTable.FromDatasets(
        "airline-passengers.csv", "airline-passengers.csv", 2180, "8cb51be753a718d9be5d76d7e238cc224792754676adc21faa59e954b0201621");

    /// <summary>Loads <c>airline-passengers.csv</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>airline-passengers</c>.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static SeriesData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string path = DataStore.RequireFile(folder, Folder, s_file, download, progress, cancellation);
        CsvTable table = CsvTable.Read(path);
        return new(table.Numbers("Passengers"), table.Texts("Month"), $"airline passengers from {path}");
    }
}
