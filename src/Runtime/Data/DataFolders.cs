namespace Compiled;

/// <summary>Where data sets are looked for.</summary>
internal static class DataFolders
{
    /// <summary>
    /// Folders that may hold a data set, in the order in which they are tried: the given folder; <c>COMPILED_DATA</c> and its subfolder;
    /// <c>shared/data</c> beside each folder above the current one and the app's; the user's cache.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder as given: other data than the user meant would be found elsewhere.</exception>
    public static IEnumerable<string> Candidates(string? given, string dataset)
    {
        if (given is not null && !Directory.Exists(given))
        {
            throw new DirectoryNotFoundException($"The folder '{Path.GetFullPath(given)}', given to hold the data set '{dataset}', does not exist.");
        }

        IEnumerable<string> folders = given is null ? [] : [given];
        if (Environment.GetEnvironmentVariable("COMPILED_DATA") is { Length: > 0 } data)
        {
            folders = folders.Concat([Path.Combine(data, dataset), data]);
        }

        folders = folders
            .Concat(Above(Environment.CurrentDirectory).Concat(Above(AppContext.BaseDirectory)).Select(folder => Path.Combine(folder, "shared", "data", dataset)))
            .Concat(Cache(dataset) is { } cache ? [cache] : []);
        return folders.Select(Path.GetFullPath).Distinct();
    }

    /// <summary>The folder for downloads of this user; null for a user without a home.</summary>
    public static string? Cache(string dataset)
        => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? Path.Combine(home, "Compiled", "data", dataset)
            : null;

    /// <summary>The first candidate that holds every file, plain or compressed as named; null if none does.</summary>
    public static string? Find(string? given, string dataset, IReadOnlyList<RemoteFile> files)
        => Candidates(given, dataset).FirstOrDefault(folder => files.All(file => PathOf(folder, file) is not null));

    /// <summary>The file as named, or its other form, packed or unpacked with gzip; null if neither is there.</summary>
    public static string? PathOf(string folder, RemoteFile file)
    {
        string path = Path.Combine(folder, file.Name);
        string other = file.Name.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path + ".gz";
        return File.Exists(path) ? path : File.Exists(other) ? other : null;
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
