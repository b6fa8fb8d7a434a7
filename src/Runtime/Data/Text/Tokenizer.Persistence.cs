namespace Compiled;

public sealed partial class Tokenizer
{
    /// <summary>
    /// The tokenizer as JSON, in the form of Keras's <c>to_json</c>: <c>keras.preprocessing.text.tokenizer_from_json</c> reads it.
    /// It can stand in <see cref="SaveOptions.Metadata"/> of the model that was trained with it.
    /// </summary>
    public string ToJson() => TokenizerFile.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> or Keras's <c>to_json</c> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">Names the text in messages.</param>
    /// <exception cref="InvalidDataException">It is no tokenizer, or its tables contradict each other; the message says where.</exception>
    public static Tokenizer FromJson(string json, string name = "the tokenizer")
    {
        ArgumentNullException.ThrowIfNull(json);
        return TokenizerFile.Read(json, name);
    }

    /// <summary>Writes <see cref="ToJson"/> to a file, which appears under its name only when it is whole.</summary>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it was.</exception>
    public void Save(string path) => JsonText.Save(path, ToJson());

    /// <summary>Reads a file that <see cref="Save"/> or Keras wrote.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="FromJson"/>
    public static Tokenizer Load(string path) => FromJson(File.ReadAllText(path), path);
}
