using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Compiled;

/// <summary>A picture on the disk and the number of its class.</summary>
internal readonly record struct PictureFile(string Path, int Label)
{
    private static readonly ImmutableArray<string> s_endings = [".png", ".jpg", ".jpeg", ".jpe", ".jfif"];

    /// <summary>The classes in a folder.</summary>
    /// <param name="chosen">Those asked for, in order; empty or default for all.</param>
    public static ImmutableArray<string> Classes(string folder, ImmutableArray<string> chosen)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {System.IO.Path.GetFullPath(folder)}.");
        }

        ImmutableArray<string> all =
        [
            .. Directory.EnumerateDirectories(folder)
                .Select(path => System.IO.Path.GetFileName(path))
                .Where(name => !IsHidden(name))
                .Order(StringComparer.Ordinal),
        ];
        if (all.IsEmpty)
        {
            throw new InvalidDataException($"{folder}: there are no class folders; each class has its pictures in a folder of its own, such as {System.IO.Path.Combine(folder, "cat", "1.jpg")}.");
        }

        if (chosen.IsDefaultOrEmpty)
        {
            return all;
        }

        foreach (string name in chosen)
        {
            if (!all.Contains(name))
            {
                throw new DirectoryNotFoundException($"{folder}: there is no class folder '{name}'; there are {string.Join(", ", all)}.");
            }
        }

        return chosen;
    }

    /// <summary>The pictures of the classes, in the order of classes and paths.</summary>
    public static ImmutableArray<PictureFile> List(string folder, ImmutableArray<string> classes)
    {
        var files = ImmutableArray.CreateBuilder<PictureFile>();
        for (int label = 0; label < classes.Length; label++)
        {
            int before = files.Count;
            string classFolder = System.IO.Path.Combine(folder, classes[label]);
            int number = label;
            files.AddRange(Paths(classFolder)
                .Order(StringComparer.Ordinal)
                .Select(path => new PictureFile(path, number)));
            if (files.Count == before)
            {
                throw new InvalidDataException($"{classFolder}: the class has no pictures, which are files that end in {string.Join(", ", s_endings)}.");
            }
        }

        return files.ToImmutable();
    }

    /// <summary>The pictures in a folder and those below. What editors and file systems hide there, such as copies and thumbnails, is none.</summary>
    private static FileSystemEnumerable<string> Paths(string folder) => new(
        folder,
        (ref entry) => entry.ToSpecifiedFullPath(),
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
    {
        ShouldRecursePredicate = (ref entry) => !IsHidden(entry.FileName),
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && !IsHidden(entry.FileName) && HasEnding(entry.FileName),
    };

    /// <summary>Told by the name on every system, so that a data set has the same samples everywhere.</summary>
    private static bool IsHidden(ReadOnlySpan<char> name) => name is ['.', ..];

    private static bool HasEnding(ReadOnlySpan<char> name)
        => s_endings.Contains(System.IO.Path.GetExtension(name).ToString(), StringComparer.OrdinalIgnoreCase);
}
