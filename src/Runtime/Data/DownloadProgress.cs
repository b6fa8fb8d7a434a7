namespace Compiled;

/// <summary>How far a download has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Received">The bytes that are here.</param>
/// <param name="Total">The bytes of the whole file.</param>
public readonly record struct DownloadProgress(string File, long Received, long Total);
