using System.Text.Json;

namespace Compiled;

/// <summary>A scaler as JSON: its kind, offsets and scales, in digits that give the same floats again.</summary>
internal static class ScalerFile
{
    private const string Kind = "scaler";
    private const string Offsets = "offsets";
    private const string Scales = "scales";
    private const string Standard = "standard";
    private const string MinMax = "min_max";

    public static string Write(FeatureScaler scaler) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString(Kind, scaler is StandardScaler ? Standard : MinMax);
        JsonText.WriteNumbers(json, Offsets, scaler.Offsets);
        JsonText.WriteNumbers(json, Scales, scaler.Scales);
        json.WriteEndObject();
    });

    public static FeatureScaler Read(string text, string file) => JsonText.Read<FeatureScaler>(text, file, root =>
    {
        string kind = JsonText.Text(root, Kind, file);
        float[] offsets = JsonText.Numbers(root, Offsets, file);
        float[] scales = JsonText.Numbers(root, Scales, file);
        if (offsets.Length != scales.Length || offsets.Length == 0)
        {
            throw new InvalidDataException($"{file} has {Wording.Count(offsets.Length, "offset")} and {Wording.Count(scales.Length, "scale")}, where as many of both are expected, at least one.");
        }

        if (Array.FindIndex(scales, scale => !(scale > 0)) is >= 0 and int wrong)
        {
            throw new InvalidDataException($"{file}: scale {wrong} is {scales[wrong]}, where a positive number is expected.");
        }

        return kind switch
        {
            Standard => new StandardScaler(offsets, scales),
            MinMax => new MinMaxScaler(offsets, scales),
            _ => throw new InvalidDataException($"{file} holds a scaler of the unknown kind '{kind}'."),
        };
    });
}
