namespace Compiled;

public sealed partial class ImageStandardization
{
    /// <summary>Reads a standardization that <see cref="ToJson"/> wrote; it does the same, bit for bit.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">Names the text in messages.</param>
    /// <exception cref="InvalidDataException">It is no standardization of pictures; the message says what is wrong.</exception>
    public static ImageStandardization FromJson(string json, string name = "the standardization")
    {
        ArgumentNullException.ThrowIfNull(json);
        return ImageStandardizationFile.Read(json, name);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="FromJson"/>
    public static ImageStandardization Load(string path) => FromJson(File.ReadAllText(path), path);

    /// <summary>
    /// The standardization as JSON, all that was learned included. Without whitening it is short, and can stand in <see cref="SaveOptions.Metadata"/> of the
    /// model that was trained with it.
    /// </summary>
    public string ToJson() => ImageStandardizationFile.Write(this);

    /// <summary>Writes <see cref="ToJson"/> to a file, which appears under its name only when it is whole.</summary>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it was.</exception>
    public void Save(string path) => JsonText.Save(path, ToJson());
}
