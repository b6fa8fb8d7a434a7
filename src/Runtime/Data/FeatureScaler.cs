using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled;

/// <summary>
/// Brings each feature to a common scale: (x − offset) / scale. Fit it on the training part alone, then apply it to all parts.
/// Missing values, NaN, are left out of the fit and stay as they are.
/// </summary>
public abstract class FeatureScaler
{
    private readonly float[] _offsets;
    private readonly float[] _scales;

    private protected FeatureScaler(float[] offsets, float[] scales)
    {
        _offsets = offsets;
        _scales = scales;
    }

    /// <summary>
    /// Reads a scaler that <see cref="ToJson"/> wrote; it does the same, bit for bit.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="name">Names the text in messages.</param>
    /// <exception cref="InvalidDataException">It is no scaler; the message says what is wrong.</exception>
    public static FeatureScaler FromJson(string json, string name = "the scaler")
    {
        ArgumentNullException.ThrowIfNull(json);
        return ScalerFile.Read(json, name);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="FromJson"/>
    public static FeatureScaler Load(string path) => FromJson(File.ReadAllText(path), path);

    /// <summary>What is taken off each feature.</summary>
    public ReadOnlySpan<float> Offsets => _offsets;

    /// <summary>What each feature is divided by; not zero.</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>Scales samples in place.</summary>
    /// <param name="values">One sample or several, one behind the other.</param>
    /// <exception cref="ArgumentException">The values are no multiple of the number of features.</exception>
    public void Transform(Span<float> values)
    {
        CheckLength(values.Length);
        for (int i = 0, feature = 0; i < values.Length; i++)
        {
            values[i] = (values[i] - _offsets[feature]) / _scales[feature];
            feature = feature + 1 == _offsets.Length ? 0 : feature + 1;
        }
    }

    /// <summary>Takes <see cref="Transform(Span{float})"/> back, in place.</summary>
    /// <inheritdoc cref="Transform(Span{float})"/>
    public void Inverse(Span<float> values)
    {
        CheckLength(values.Length);
        for (int i = 0, feature = 0; i < values.Length; i++)
        {
            values[i] = (values[i] * _scales[feature]) + _offsets[feature];
            feature = feature + 1 == _offsets.Length ? 0 : feature + 1;
        }
    }

    /// <summary>The scaled samples as a new array.</summary>
    /// <param name="samples">Samples by features.</param>
    /// <exception cref="ArgumentException">The number of features is another.</exception>
    public float[,] Transform(float[,] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.GetLength(1) != _offsets.Length)
        {
            throw new ArgumentException($"The samples have {Wording.Count(samples.GetLength(1), "feature")}, but the scaler was fitted to {_offsets.Length}.", nameof(samples));
        }

        float[,] scaled = (float[,])samples.Clone();
        Transform(MemoryMarshal.CreateSpan(ref scaled.Length == 0 ? ref Unsafe.NullRef<float>() : ref scaled[0, 0], scaled.Length));
        return scaled;
    }

    /// <summary>A dataset whose input is scaled as it is read.</summary>
    /// <param name="dataset">Its input has the features along its last axis.</param>
    /// <param name="input">Which input.</param>
    public Dataset Transform(Dataset dataset, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckLength(dataset.Inputs[input].Length);
        return dataset.Map(sample => Transform(sample.Input(input)));
    }

    /// <summary>The scaler as JSON. It can stand in <see cref="SaveOptions.Metadata"/> of the model that was trained with it.</summary>
    public string ToJson() => ScalerFile.Write(this);

    /// <summary>Writes <see cref="ToJson"/> to a file, which appears under its name only when it is whole.</summary>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it was.</exception>
    public void Save(string path) => JsonText.Save(path, ToJson());

    private void CheckLength(int length)
    {
        if (length % _offsets.Length != 0)
        {
            throw new ArgumentException($"The scaler was fitted to {Wording.Count(_offsets.Length, "feature")} a sample; {length} is no multiple of that.");
        }
    }
}
