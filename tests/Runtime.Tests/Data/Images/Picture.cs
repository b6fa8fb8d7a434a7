namespace Compiled.Runtime.Tests.Data.Images;

/// <summary>Small pictures with their pixels: those that Pillow reads or makes, or those of the PNG standard where Pillow departs from it; tests/Oracle/pictures.py has made them.</summary>
internal sealed record Picture(string Name, byte[] File, Image Expected)
{
    public static IReadOnlyDictionary<string, Picture> All { get; } = Read().ToDictionary(picture => picture.Name);

    /// <summary>Whether the pixels are not Pillow's.</summary>
    public bool IsOfTheStandard => Name.StartsWith("standard-", StringComparison.Ordinal);

    /// <summary>The pictures that are files.</summary>
    public static IEnumerable<Picture> Files => All.Values.Where(picture => picture.File.Length > 0);

    private static IEnumerable<Picture> Read()
    {
        using Stream stream = typeof(Picture).Assembly.GetManifestResourceStream("Pictures.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            yield return new(
                parts[0],
                Convert.FromBase64String(parts[1]),
                new(int.Parse(parts[2]), int.Parse(parts[3]), int.Parse(parts[4]), Convert.FromBase64String(parts[5])));
        }
    }
}
