using System.Globalization;

namespace Compiled;

/// <summary>The numbers that a callback sees: loss and metrics of the epoch so far, and behind <c>val_</c> those of the validation. The same object is filled again for the next batch.</summary>
public sealed class Logs
{
    private readonly List<string> _names = [];
    private readonly List<float> _values = [];
    private readonly MetricSet? _source;
    private readonly float[] _buffer = [];
    private bool _stale;

    internal Logs()
    {
    }

    /// <summary>Logs that ask the metrics only when somebody looks.</summary>
    internal Logs(MetricSet source)
    {
        _source = source;
        _buffer = new float[source.Names.Length];
        foreach (string name in source.Names)
        {
            Set(name, float.NaN);
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value of a name. Setting adds it to the history where it is set at the end of an epoch.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public float this[string name]
    {
        get => TryGet(name, out float value)
            ? value
            : throw new KeyNotFoundException($"there is no '{name}'; there are {string.Join(", ", _names)}");
        set => Set(name, value);
    }

    /// <summary>Looks for a name.</summary>
    public bool TryGet(string name, out float value)
    {
        Refresh();
        int index = _names.IndexOf(name);
        value = index < 0 ? 0 : _values[index];
        return index >= 0;
    }

    /// <summary>As Keras prints it: <c>loss: 0.0712 - accuracy: 0.9793</c>.</summary>
    public override string ToString()
    {
        Refresh();
        return string.Join(" - ", _names.Zip(_values, (name, value) => $"{name}: {Format(value)}"));
    }

    internal static string Format(float value) =>
        value.ToString(value != 0 && Math.Abs(value) < 1e-3f ? "0.0000e+00" : "0.0000", CultureInfo.InvariantCulture);

    internal void MarkStale() => _stale = true;

    internal void Clear()
    {
        _names.Clear();
        _values.Clear();
    }

    internal void Add(MetricSet metrics, string prefix)
    {
        float[] values = metrics.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            Set(prefix + metrics.Names[i], values[i]);
        }
    }

    private void Refresh()
    {
        if (!_stale || _source is null)
        {
            return;
        }

        _stale = false;
        _source.CopyTo(_buffer);
        for (int i = 0; i < _buffer.Length; i++)
        {
            _values[i] = _buffer[i];
        }
    }

    private void Set(string name, float value)
    {
        int index = _names.IndexOf(name);
        if (index >= 0)
        {
            _values[index] = value;
        }
        else
        {
            _names.Add(name);
            _values.Add(value);
        }
    }
}
