using System.Runtime.InteropServices;
using System.Text.Json;

namespace Compiled;

/// <summary>
/// A standardization of pictures as JSON: the picture's sizes, the options by Keras's names, and what was learned. Numbers have digits that give the
/// same floats again; the rows of a whitening, which are long, are the bytes of their floats in Base64, little-endian.
/// </summary>
internal static class ImageStandardizationFile
{
    private const string Kind = "standardization";
    private const string OfImages = "image";
    private const string Height = "height";
    private const string Width = "width";
    private const string Channels = "channels";
    private const string Rescale = "rescale";
    private const string SamplewiseCenter = "samplewise_center";
    private const string SamplewiseStdNormalization = "samplewise_std_normalization";
    private const string FeaturewiseCenter = "featurewise_center";
    private const string FeaturewiseStdNormalization = "featurewise_std_normalization";
    private const string Whitening = "zca_whitening";
    private const string Epsilon = "zca_epsilon";
    private const string Means = "means";
    private const string Deviations = "deviations";
    private const string Rows = "whitening";

    public static string Write(ImageStandardization standardization) => JsonText.Write(json =>
    {
        (ImageStandardizationOptions options, ImageShape shape) = (standardization.Options, standardization.Shape);
        json.WriteStartObject();
        json.WriteString(Kind, OfImages);
        json.WriteNumber(Height, shape.Height);
        json.WriteNumber(Width, shape.Width);
        json.WriteNumber(Channels, shape.Channels);
        json.WriteNumber(Rescale, options.Rescale);
        json.WriteBoolean(SamplewiseCenter, options.SamplewiseCenter);
        json.WriteBoolean(SamplewiseStdNormalization, options.SamplewiseStdNormalization);
        json.WriteBoolean(FeaturewiseCenter, options.FeaturewiseCenter);
        json.WriteBoolean(FeaturewiseStdNormalization, options.FeaturewiseStdNormalization);
        json.WriteBoolean(Whitening, options.ZcaWhitening);
        json.WriteNumber(Epsilon, options.ZcaEpsilon);
        JsonText.WriteNumbers(json, Means, standardization.Means);
        JsonText.WriteNumbers(json, Deviations, standardization.Deviations);
        if (standardization.Whitening is { } whitening)
        {
            json.WriteStartArray(Rows);
            foreach (float[] row in whitening.Rows)
            {
                float[] values = (float[])row.Clone();
                LittleEndian.Fix(values);
                json.WriteBase64StringValue(MemoryMarshal.AsBytes(values.AsSpan()));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    public static ImageStandardization Read(string text, string file) => JsonText.Read(text, file, root =>
    {
        string kind = JsonText.Text(root, Kind, file);
        if (kind != OfImages)
        {
            throw new InvalidDataException($"{file} holds a standardization of the unknown kind '{kind}'.");
        }

        ImageShape shape = new(Size(root, Height, file), Size(root, Width, file), Size(root, Channels, file));
        if ((long)shape.Height * shape.Width > Array.MaxLength / shape.Channels)
        {
            throw new InvalidDataException($"{file}: a picture of {shape.Height}×{shape.Width}×{shape.Channels} values is larger than an array.");
        }

        ImageStandardizationOptions options = ReadOptions(root, file);
        float[] deviations = ByChannel(root, Deviations, shape, file);
        if (Array.FindIndex(deviations, deviation => !(deviation > 0)) is >= 0 and int wrong)
        {
            throw new InvalidDataException($"{file}: deviation {wrong} is {deviations[wrong]}, where a positive number is expected.");
        }

        return new ImageStandardization(options, shape, ByChannel(root, Means, shape, file), deviations, options.ZcaWhitening ? ReadRows(root, shape, file) : null);
    });

    private static ImageStandardizationOptions ReadOptions(JsonElement root, string file)
    {
        float epsilon = JsonText.Number(JsonText.Required(root, Epsilon, file, JsonValueKind.Number), Epsilon, file);
        return new()
        {
            Rescale = JsonText.Number(JsonText.Required(root, Rescale, file, JsonValueKind.Number), Rescale, file),
            SamplewiseCenter = Flag(SamplewiseCenter),
            SamplewiseStdNormalization = Flag(SamplewiseStdNormalization),
            FeaturewiseCenter = Flag(FeaturewiseCenter),
            FeaturewiseStdNormalization = Flag(FeaturewiseStdNormalization),
            ZcaWhitening = Flag(Whitening),
            ZcaEpsilon = epsilon > 0 ? epsilon : throw new InvalidDataException($"{file}: {Epsilon} is {epsilon}, where a positive number is expected."),
        };

        bool Flag(string name) => JsonText.Required(root, name, file, JsonValueKind.True, JsonValueKind.False).GetBoolean();
    }

    private static ZcaWhitening ReadRows(JsonElement root, ImageShape shape, string file)
    {
        int length = shape.Height * shape.Width * shape.Channels;
        JsonElement rows = JsonText.Required(root, Rows, file, JsonValueKind.Array);
        return rows.GetArrayLength() == length
            ? new([.. rows.EnumerateArray().Select((row, place) => ReadRow(row, place, length, file))])
            : throw new InvalidDataException($"{file}: {Rows} has {Wording.Count(rows.GetArrayLength(), "row")}, where {length} are expected.");
    }

    private static float[] ReadRow(JsonElement row, int place, int length, string file)
    {
        byte[] bytes = JsonText.Bytes(row, $"{Rows} {place}", file);
        if (bytes.Length != sizeof(float) * length)
        {
            throw new InvalidDataException($"{file}: {Rows} {place} has {Wording.Count(bytes.Length, "byte")}, where {length} floats are expected.");
        }

        float[] values = new float[length];
        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        LittleEndian.Fix(values);
        return Array.TrueForAll(values, float.IsFinite)
            ? values
            : throw new InvalidDataException($"{file}: {Rows} {place} has a value that is not finite.");
    }

    private static int Size(JsonElement root, string name, string file)
        => (int)JsonText.Integer(JsonText.Required(root, name, file, JsonValueKind.Number), name, file, 1, int.MaxValue);

    private static float[] ByChannel(JsonElement root, string name, ImageShape shape, string file)
    {
        float[] values = JsonText.Numbers(root, name, file);
        return values.Length == shape.Channels
            ? values
            : throw new InvalidDataException($"{file} has {values.Length} {name}, where one for each of {Wording.Count(shape.Channels, "channel")} is expected.");
    }
}
