using System.Collections.Immutable;
using System.Globalization;

namespace Compiled;

/// <summary>What an evaluation found: the loss and every metric by name.</summary>
public sealed class Evaluation
{
    private readonly float[] _values;

    internal Evaluation(ImmutableArray<string> names, float[] values)
    {
        Names = names;
        _values = values;
    }

    /// <summary>The total loss, regularisation included.</summary>
    public float Loss => _values[0];

    /// <summary><c>loss</c> and the names of the metrics; of several outputs <c>output_loss</c> and <c>output_metric</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public float this[string name]
    {
        get
        {
            for (int i = 0; i < _values.Length; i++)
            {
                if (Names[i] == name)
                {
                    return _values[i];
                }
            }

            throw new KeyNotFoundException($"the evaluation has no '{name}'; it has {string.Join(", ", Names)}");
        }
    }

    /// <summary>As Keras prints it: <c>loss: 0.0712 - accuracy: 0.9793</c>.</summary>
    public override string ToString() =>
        string.Join(" - ", Names.Zip(_values, (name, value) => $"{name}: {value.ToString("0.0000", CultureInfo.InvariantCulture)}"));
}
