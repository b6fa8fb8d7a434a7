using System.Collections.Immutable;

namespace Compiled;

/// <summary>A rate for each stretch of steps.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private readonly ImmutableArray<long> _boundaries;
    private readonly ImmutableArray<float> _values;

    /// <param name="boundaries">The last step of each stretch but the last, in order: step 10 of boundary 10 still has the first rate.</param>
    /// <param name="values">One rate more than there are boundaries.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, or the boundaries are not in order.</exception>
    public PiecewiseConstantDecay(IEnumerable<long> boundaries, IEnumerable<float> values)
    {
        _boundaries = [.. boundaries];
        _values = [.. values];
        if (_values.Length != _boundaries.Length + 1)
        {
            throw new ArgumentException($"{_boundaries.Length} boundaries need {_boundaries.Length + 1} rates, not {_values.Length}", nameof(values));
        }

        for (int i = 1; i < _boundaries.Length; i++)
        {
            if (_boundaries[i] <= _boundaries[i - 1])
            {
                throw new ArgumentException($"boundary {_boundaries[i]} does not come after {_boundaries[i - 1]}", nameof(boundaries));
            }
        }
    }

    /// <inheritdoc/>
    public override float At(long step)
    {
        int stretch = 0;
        while (stretch < _boundaries.Length && step > _boundaries[stretch])
        {
            stretch++;
        }

        return _values[stretch];
    }
}
