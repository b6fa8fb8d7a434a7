using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Compiled;

/// <summary>Reads and writes small JSON files: what is not as it should be is named with its file.</summary>
internal static class JsonText
{
    /// <summary>The text of one JSON value.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a text as a file that is whole at any moment.</summary>
    public static void Save(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <exception cref="InvalidDataException">The text is not JSON, or not an object.</exception>
    public static T Read<T>(string text, string file, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new InvalidDataException($"{file}: {document.RootElement.ValueKind} was found, where an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: the text is not JSON. {exception.Message}", exception);
        }
    }

    /// <summary>A value that must be there, of one of some kinds.</summary>
    public static JsonElement Required(JsonElement parent, string name, string file, params JsonValueKind[] kinds)
    {
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            throw new InvalidDataException($"{file} has no {name}.");
        }

        return Array.IndexOf(kinds, value.ValueKind) >= 0
            ? value
            : throw new InvalidDataException($"{file}: {name} is {value.ValueKind}, where {string.Join(" or ", kinds)} is expected.");
    }

    /// <summary>A whole number from <paramref name="minimum"/>.</summary>
    public static long Integer(JsonElement value, string name, string file, long minimum, long maximum = long.MaxValue)
        => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= minimum && number <= maximum
            ? number
            : throw new InvalidDataException($"{file}: {name} is {value.GetRawText()}, where a whole number from {minimum} to {maximum} is expected.");

    /// <summary>A finite number.</summary>
    public static float Number(JsonElement value, string name, string file)
        => value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{file}: {name} is {value.GetRawText()}, where a finite number is expected.");

    /// <summary>A list of finite numbers.</summary>
    public static float[] Numbers(JsonElement parent, string name, string file)
        => [.. Required(parent, name, file, JsonValueKind.Array).EnumerateArray().Select((value, place) => Number(value, $"{name} {place}", file))];

    /// <summary>Writes a list of numbers in digits that give the same floats again.</summary>
    public static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A string.</summary>
    public static string Text(JsonElement parent, string name, string file)
        => Decode(Required(parent, name, file, JsonValueKind.String).GetString, name, file)!;

    /// <summary>The bytes that a string is the Base64 of.</summary>
    public static byte[] Bytes(JsonElement value, string name, string file)
        => value.ValueKind == JsonValueKind.String && Decode(() => value.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : null, name, file) is { } read
            ? read
            : throw new InvalidDataException($"{file}: {name} is not Base64.");

    /// <summary>The name of a member.</summary>
    public static string NameOf(JsonProperty member, string parent, string file) => Decode(() => member.Name, parent, file);

    // An escape such as \ud800 alone is well-formed JSON, but no text.
    private static T Decode<T>(Func<T> text, string name, string file)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{file}: {name} has a damaged escape.", exception);
        }
    }
}
