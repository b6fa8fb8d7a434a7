namespace Compiled;

/// <summary>Finds the files of a data set, or fetches them.</summary>
internal static class DataStore
{
    /// <summary>The path of a data set's one file.</summary>
    /// <inheritdoc cref="Require"/>
    public static string RequireFile(
        string? given, string dataset, RemoteFile file, bool download, Action<DownloadProgress>? progress, CancellationToken cancellation)
        => DataFolders.PathOf(Require(given, dataset, [file], download, progress, cancellation), file)!;

    /// <summary>A folder that holds every file.</summary>
    /// <exception cref="FileNotFoundException">There is none; the message names all places.</exception>
    public static string Require(
        string? given, string dataset, IReadOnlyList<RemoteFile> files, bool download, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (DataFolders.Find(given, dataset, files) is { } found)
        {
            return found;
        }

        string reason = "downloading was not allowed";
        Exception? failure = null;
        if (download)
        {
            (string? folder, failure) = TryDownload(dataset, files, progress, cancellation);
            if (folder is not null)
            {
                return folder;
            }

            reason = failure?.Message ?? "this user has no folder for downloads";
        }

        throw NotFound(given, dataset, files, reason, failure);
    }

    /// <summary>That a data set is in none of the places, which the message names.</summary>
    public static FileNotFoundException NotFound(string? given, string dataset, IReadOnlyList<RemoteFile> files, string reason, Exception? failure = null)
    {
        string places = string.Join(", ", DataFolders.Candidates(given, dataset));
        return new(
            $"The data set {dataset} was not found: {reason.TrimEnd('.')}. A folder with {string.Join(", ", files.Select(file => file.Name))} was looked for at {places}. Set COMPILED_DATA to the folder that holds it.",
            files[0].Name,
            failure);
    }

    private static (string? Folder, Exception? Failure) TryDownload(
        string dataset, IReadOnlyList<RemoteFile> files, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (DataFolders.Cache(dataset) is not { } folder)
        {
            return (null, null);
        }

        try
        {
            using SocketsHttpHandler handler = new() { ConnectTimeout = TimeSpan.FromSeconds(10) };
            new Downloader(handler, progress).Fetch(folder, files, cancellation);
            return (folder, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return (null, exception);
        }
    }
}
