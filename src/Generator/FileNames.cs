using System.Globalization;

namespace Compiled.Generator;

/// <summary>A generated file with the class it belongs to.</summary>
internal sealed record OwnedFile(string Owner, GeneratedFile File)
{
    public FileKey Key => new(Owner, File.HintName);
}

/// <summary>What tells a generated file from all others, though their names may be equal.</summary>
internal sealed record FileKey(string Owner, string HintName);

/// <summary>
/// The names of all generated files. Roslyn takes no two that differ in case alone; the classes <c>Net</c> and <c>net</c> would give such,
/// or the program <c>Infer</c> of <c>Net</c> and a class <c>Net.Infer</c>.
/// </summary>
internal sealed record FileNames(EquatableArray<FileKey> Keys)
{
    /// <summary>The file's own name, with a number if earlier files have it.</summary>
    public string Unique(FileKey key)
    {
        int earlier = Keys.Items.TakeWhile(k => k != key).Count(k => string.Equals(k.HintName, key.HintName, StringComparison.OrdinalIgnoreCase));
        return earlier == 0 ? key.HintName : $"{earlier.ToString(CultureInfo.InvariantCulture)}.{key.HintName}";
    }
}
