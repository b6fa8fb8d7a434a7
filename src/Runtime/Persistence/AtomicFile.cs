namespace Compiled;

/// <summary>
/// Writes files that are whole at any moment: into a temporary file in the same folder, to the disk, then under its name in one step.
/// Whenever the process ends, the old file or the new one is there.
/// </summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Replaces or creates a file.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <param name="write">Writes the contents; if it throws, nothing has changed.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full; nothing has changed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string target = new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{target} cannot be written: there is no folder {folder}");
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        bool created = false;
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            created = false;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // So the base library reports a file that grows beyond what the system allows.
            throw new IOException($"{target} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (created)
            {
                File.Delete(temporary);
            }
        }
    }
}
