using System.Collections;
using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>Every epoch's numbers by name: <c>loss</c>, the metrics, and the same behind <c>val_</c> from validation.</summary>
public sealed class History : IEnumerable<KeyValuePair<string, IReadOnlyList<float>>>
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<float>> _values = new(StringComparer.Ordinal);
    private readonly List<int> _epochs = [];

    /// <summary>The epochs that ended, counted from 0.</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The values of a name, one for each epoch; NaN for epochs that did not report it.</summary>
    /// <exception cref="KeyNotFoundException">The training did not report it.</exception>
    public IReadOnlyList<float> this[string name] => _values.TryGetValue(name, out List<float>? values)
        ? values
        : throw new KeyNotFoundException($"the training reported no '{name}'; it reported {string.Join(", ", _names)}");

    /// <summary>Whether the training reported a name.</summary>
    public bool Contains(string name) => _values.ContainsKey(name);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<float>>> GetEnumerator() =>
        _names.Select(name => KeyValuePair.Create<string, IReadOnlyList<float>>(name, _values[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A table with a row for each epoch.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("epoch");
        int[] widths = [.. _names.Select(name => Math.Max(name.Length, 9))];
        for (int i = 0; i < _names.Count; i++)
        {
            text.Append("  ").Append(_names[i].PadLeft(widths[i]));
        }

        for (int row = 0; row < _epochs.Count; row++)
        {
            text.Append('\n').Append((_epochs[row] + 1).ToString(CultureInfo.InvariantCulture).PadLeft(5));
            for (int i = 0; i < _names.Count; i++)
            {
                text.Append("  ").Append(Logs.Format(_values[_names[i]][row]).PadLeft(widths[i]));
            }
        }

        return text.ToString();
    }

    internal void Add(int epoch, Logs logs)
    {
        foreach (string name in logs.Names)
        {
            if (!_values.TryGetValue(name, out List<float>? values))
            {
                // Reported for the first time: the epochs before have no value.
                _values.Add(name, values = [.. Enumerable.Repeat(float.NaN, _epochs.Count)]);
                _names.Add(name);
            }

            values.Add(logs[name]);
        }

        _epochs.Add(epoch);
        foreach (List<float> values in _values.Values)
        {
            if (values.Count < _epochs.Count)
            {
                values.Add(float.NaN);
            }
        }
    }
}
