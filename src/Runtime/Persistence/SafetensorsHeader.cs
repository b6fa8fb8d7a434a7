using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Compiled;

/// <summary>
/// The JSON header of a safetensors file, checked without trust: every key once, every size a whole number,
/// and the tensors side by side without gap or overlap.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";
    private readonly string _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(string file)
    {
        _file = file;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public ImmutableArray<SafetensorsEntry> Entries { get; private set; }

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The bytes of all tensors.</summary>
    public long DataLength { get; private set; }

    /// <param name="json">The header's bytes.</param>
    /// <param name="file">Names the file in messages.</param>
    /// <exception cref="InvalidDataException">The header breaks a rule of the format.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        SafetensorsHeader header = new(file);
        // JSON strings are read below without a further check of their bytes.
        if (!Utf8.IsValid(json))
        {
            throw header.Invalid("the header is not UTF-8");
        }

        if (json.IsEmpty || json[0] != '{')
        {
            throw header.Invalid("the header does not begin with {");
        }

        try
        {
            Utf8JsonReader reader = new(json);
            header.ReadRoot(ref reader);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: the header is not JSON. {exception.Message}", exception);
        }

        header.CheckLayout();
        return header;
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        bool hasMetadata = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReadText(ref reader, "a name");
            reader.Read();
            if (name != MetadataKey)
            {
                if (!_entries.TryAdd(name, ReadEntry(ref reader, name)))
                {
                    throw Invalid($"tensor '{name}' appears twice");
                }

                continue;
            }

            if (hasMetadata)
            {
                throw Invalid($"{MetadataKey} appears twice");
            }

            hasMetadata = true;
            ReadMetadata(ref reader);
        }

        // Anything after the closing brace but white space is an error of its own.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = ReadText(ref reader, MetadataKey);
            reader.Read();
            Require(ref reader, JsonTokenType.String, $"{MetadataKey} '{key}'");
            if (!_metadata.TryAdd(key, ReadText(ref reader, $"{MetadataKey} '{key}'")))
            {
                throw Invalid($"{MetadataKey} has '{key}' twice");
            }
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        Require(ref reader, JsonTokenType.StartObject, $"tensor '{name}'");
        SafetensorsElement? element = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = ReadText(ref reader, $"tensor '{name}'");
            reader.Read();
            bool twice = key switch
            {
                "dtype" => element is not null,
                "shape" => shape is not null,
                "data_offsets" => offsets is not null,
                _ => throw Invalid($"tensor '{name}' has the unknown key '{key}'"),
            };
            if (twice)
            {
                throw Invalid($"tensor '{name}' has '{key}' twice");
            }

            switch (key)
            {
                case "dtype":
                    element = ReadElement(ref reader, name);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, $"tensor '{name}': shape");
                    break;
                default:
                    offsets = ReadNumbers(ref reader, $"tensor '{name}': data_offsets");
                    break;
            }
        }

        if (element is not { } type || shape is not { } sizes || offsets is not { } range)
        {
            string missing = element is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw Invalid($"tensor '{name}' has no {missing}");
        }

        if (range.Length != 2 || range[0] > range[1])
        {
            throw Invalid($"tensor '{name}': data_offsets is [{string.Join(", ", range)}], where a beginning and an end are expected");
        }

        SafetensorsEntry entry = new(name, type, sizes, range[0], range[1]);
        CheckLength(entry);
        return entry;
    }

    private SafetensorsElement ReadElement(ref Utf8JsonReader reader, string name)
    {
        Require(ref reader, JsonTokenType.String, $"tensor '{name}': dtype");
        string text = ReadText(ref reader, $"tensor '{name}': dtype");
        return SafetensorsElements.TryParse(text, out SafetensorsElement element)
            ? element
            : throw Invalid($"tensor '{name}' has the unknown dtype '{text}'");
    }

    private ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        Require(ref reader, JsonTokenType.StartArray, what);
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(ref reader, JsonTokenType.Number, what);
            if (!reader.TryGetInt64(out long number) || number < 0)
            {
                throw Invalid($"{what} holds {System.Text.Encoding.UTF8.GetString(reader.ValueSpan)}, which is not a whole number from 0 to {long.MaxValue}");
            }

            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private void CheckLength(SafetensorsEntry entry)
    {
        Int128 length = SafetensorsElements.SizeOf(entry.Element);
        foreach (long size in entry.Shape)
        {
            length *= size;
            if (length > long.MaxValue)
            {
                throw Invalid($"tensor '{entry.Name}' of shape {Wording.Shape(entry.Shape)} has more bytes than {long.MaxValue}");
            }
        }

        if (length != entry.End - entry.Begin)
        {
            throw Invalid($"tensor '{entry.Name}' of shape {Wording.Shape(entry.Shape)} and dtype {SafetensorsElements.NameOf(entry.Element)} has {length} bytes, but data_offsets [{entry.Begin}, {entry.End}] hold {entry.End - entry.Begin}");
        }
    }

    private void CheckLayout()
    {
        Entries = [.. _entries.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        foreach (SafetensorsEntry entry in Entries)
        {
            if (entry.Begin != DataLength)
            {
                string what = entry.Begin < DataLength ? "overlaps the one before" : "leaves a gap";
                throw Invalid($"tensor '{entry.Name}' {what}: it begins at {entry.Begin}, where {DataLength} is expected");
            }

            DataLength = entry.End;
        }
    }

    private void Require(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
        {
            throw Invalid($"{what}: {reader.TokenType} was found, where {type} is expected");
        }
    }

    // An escape such as \ud800 alone is well-formed JSON, but no text.
    private string ReadText(ref Utf8JsonReader reader, string what)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{_file}: {what}: the text has a damaged escape.", exception);
        }
    }

    private InvalidDataException Invalid(string message) => new($"{_file}: {message}.");
}
