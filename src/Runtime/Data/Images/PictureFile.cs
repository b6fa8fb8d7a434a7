using System.Collections.Immutable;

namespace Compiled;

/// <summary>A picture on the disk and the number of its class.</summary>
internal readonly record struct PictureFile(string Path, int Label)
{
    private static readonly ImmutableArray<string> s_endings = [".png", ".jpg", ".jpeg", ".jpe", ".jfif"];

    /// <summary>The classes in a folder.</summary>
    /// <param name="chosen">Those asked for, in order; empty for all.</param>
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
                .Where(name => !name.StartsWith('.'))
                .Order(StringComparer.Ordinal),
        ];
        if (all.IsEmpty)
        {
            throw new InvalidDataException($"{folder}: there are no class folders.");
        }

        foreach (string name in chosen)
        {
            if (!all.Contains(name))
            {
                throw new DirectoryNotFoundException($"{folder}: there is no class folder '{name}'; there are {string.Join(", ", all)}.");
            }
        }

        return chosen.IsDefaultOrEmpty ? all : chosen;
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
            files.AddRange(Directory.EnumerateFiles(classFolder, "*", SearchOption.AllDirectories)
                .Where(path => s_endings.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(path => new PictureFile(path, number)));
            if (files.Count == before)
            {
                throw new InvalidDataException($"{classFolder}: the class has no pictures, which are files that end in {string.Join(", ", s_endings)}.");
            }
        }

        return files.ToImmutable();
    }
}
