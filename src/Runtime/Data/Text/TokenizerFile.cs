using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Compiled;

/// <summary>
/// A tokenizer as JSON, in the form of Keras's <c>Tokenizer.to_json</c>, so that <c>tokenizer_from_json</c> reads ours and we read Keras's:
/// an object with <c>class_name</c> and <c>config</c>, in which the tables are JSON once more, as texts.
/// </summary>
internal static class TokenizerFile
{
    private const string ClassName = "Tokenizer";

    public static string Write(Tokenizer tokenizer) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("class_name", ClassName);
        json.WriteStartObject("config");
        WriteOptions(json, tokenizer.Options);
        json.WriteNumber("document_count", tokenizer.DocumentCount);
        json.WriteString("word_counts", Table(tokenizer, static (word, _) => word.Word, static (table, name, word, _) => table.WriteNumber(name, word.Count)));
        json.WriteString("word_docs", Table(tokenizer, static (word, _) => word.Word, static (table, name, word, _) => table.WriteNumber(name, word.Documents)));
        json.WriteString("index_docs", Table(tokenizer, static (_, index) => Number(index), static (table, name, word, _) => table.WriteNumber(name, word.Documents)));
        json.WriteString("index_word", Table(tokenizer, static (_, index) => Number(index), static (table, name, word, _) => table.WriteString(name, word.Word)));
        json.WriteString("word_index", Table(tokenizer, static (word, _) => word.Word, static (table, name, _, index) => table.WriteNumber(name, index)));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <exception cref="InvalidDataException">The text is no tokenizer, or its tables contradict each other.</exception>
    public static Tokenizer Read(string text, string file) => JsonText.Read(text, file, root =>
    {
        string kind = JsonText.Text(root, "class_name", file);
        if (kind != ClassName)
        {
            throw new InvalidDataException($"{file} holds a '{kind}', where a {ClassName} is expected.");
        }

        JsonElement config = JsonText.Required(root, "config", file, JsonValueKind.Object);
        TokenizerOptions options = ReadOptions(config, file);
        long documents = JsonText.Integer(JsonText.Required(config, "document_count", file, JsonValueKind.Number), "document_count", file, 0);
        Dictionary<string, long> counts = ReadTable(config, "word_counts", file, long.MaxValue);
        Dictionary<string, long> wordDocuments = ReadTable(config, "word_docs", file, documents);
        return new Tokenizer(options, Words(ReadTable(config, "word_index", file, int.MaxValue), counts, wordDocuments, options, file), documents);
    });

    private static ImmutableArray<TokenizerWord> Words(
        Dictionary<string, long> indices, Dictionary<string, long> counts, Dictionary<string, long> documents, TokenizerOptions options, string file)
    {
        TokenizerWord[] words = new TokenizerWord[indices.Count];
        foreach ((string word, long index) in indices)
        {
            if (index < 1 || index > words.Length || words[index - 1].Word is not null)
            {
                throw new InvalidDataException($"{file}: word_index gives '{word}' the index {index}; the indices of {Wording.Count(words.Length, "word")} are 1 to {words.Length}, each once.");
            }

            words[index - 1] = new(word, counts.GetValueOrDefault(word), documents.GetValueOrDefault(word));
        }

        if (counts.Keys.FirstOrDefault(word => !indices.ContainsKey(word)) is { } lost)
        {
            throw new InvalidDataException($"{file}: word_index has no index for '{lost}', which word_counts has.");
        }

        return options.OovToken is null || (words.Length > 0 && words[0].Word == options.OovToken)
            ? [.. words]
            : throw new InvalidDataException($"{file}: oov_token '{options.OovToken}' does not have the index 1.");
    }

    private static void WriteOptions(Utf8JsonWriter json, TokenizerOptions options)
    {
        if (options.NumWords is { } kept)
        {
            json.WriteNumber("num_words", kept);
        }
        else
        {
            json.WriteNull("num_words");
        }

        json.WriteString("filters", options.Filters);
        json.WriteBoolean("lower", options.Lower);
        json.WriteString("split", options.Split.ToString());
        json.WriteBoolean("char_level", options.CharLevel);
        json.WriteString("oov_token", options.OovToken);
    }

    private static TokenizerOptions ReadOptions(JsonElement config, string file)
    {
        JsonElement kept = JsonText.Required(config, "num_words", file, JsonValueKind.Number, JsonValueKind.Null);
        JsonElement unknown = JsonText.Required(config, "oov_token", file, JsonValueKind.String, JsonValueKind.Null);
        string split = JsonText.Text(config, "split", file);
        if (split.Length != 1)
        {
            throw new InvalidDataException($"{file}: split is '{split}', where one character is expected.");
        }

        TokenizerOptions options = new()
        {
            // Keras takes 0 for no limit.
            NumWords = kept.ValueKind == JsonValueKind.Null || JsonText.Integer(kept, "num_words", file, 0, int.MaxValue) is not (> 0 and var limit) ? null : (int)limit,
            Filters = JsonText.Text(config, "filters", file),
            Lower = JsonText.Required(config, "lower", file, JsonValueKind.True, JsonValueKind.False).GetBoolean(),
            Split = split[0],
            CharLevel = JsonText.Required(config, "char_level", file, JsonValueKind.True, JsonValueKind.False).GetBoolean(),
            OovToken = unknown.ValueKind == JsonValueKind.Null ? null : JsonText.Text(config, "oov_token", file),
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }

        return options;
    }

    private static Dictionary<string, long> ReadTable(JsonElement config, string name, string file, long maximum)
        => JsonText.Read(JsonText.Text(config, name, file), $"{file}: {name}", table =>
        {
            Dictionary<string, long> numbers = new(StringComparer.Ordinal);
            foreach (JsonProperty entry in table.EnumerateObject())
            {
                string word = JsonText.NameOf(entry, name, file);
                if (!numbers.TryAdd(word, JsonText.Integer(entry.Value, $"'{word}' in {name}", file, 0, maximum)))
                {
                    throw new InvalidDataException($"{file}: {name} has '{word}' twice.");
                }
            }

            return numbers;
        });

    private static string Table(Tokenizer tokenizer, Func<TokenizerWord, int, string> name, Action<Utf8JsonWriter, string, TokenizerWord, int> write)
        => JsonText.Write(json =>
        {
            json.WriteStartObject();
            for (int i = 0; i < tokenizer.Words.Length; i++)
            {
                write(json, name(tokenizer.Words[i], i + 1), tokenizer.Words[i], i + 1);
            }

            json.WriteEndObject();
        });

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
