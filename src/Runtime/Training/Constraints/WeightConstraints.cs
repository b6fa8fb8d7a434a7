using System.Collections.Immutable;

namespace Compiled;

/// <summary>Holds a weight to its constraint after a step, as Keras does. Norms are over all axes but the last, of a vector over all of it.</summary>
internal static class WeightConstraints
{
    private const float Epsilon = 1e-7f;

    public static void Apply(WeightConstraint constraint, Span<float> values, ImmutableArray<int> shape)
    {
        switch (constraint.Kind)
        {
            case Constraint.None:
                break;
            case Constraint.NonNeg:
                foreach (ref float value in values)
                {
                    value = value < 0 ? 0 : value;
                }

                break;
            default:
                (float minimum, float maximum, float rate) = Bounds(constraint);
                ScaleNorms(values, Columns(shape), minimum, maximum, rate);
                break;
        }
    }

    /// <summary>Between what a constraint of norms holds them, and how far a step goes there.</summary>
    public static (float Minimum, float Maximum, float Rate) Bounds(WeightConstraint constraint) => constraint.Kind switch
    {
        Constraint.MaxNorm => (0, Argument(constraint, 0, 2), 1),
        Constraint.UnitNorm => (1, 1, 1),
        Constraint.MinMaxNorm => (Argument(constraint, 0, 0), Argument(constraint, 1, 1), Argument(constraint, 2, 1)),
        _ => throw new ArgumentException($"there is no constraint {constraint.Kind}"),
    };

    /// <summary>How many norms a weight has.</summary>
    public static int Columns(ImmutableArray<int> shape) => shape.Length < 2 ? 1 : shape[^1];

    private static float Argument(WeightConstraint constraint, int position, float fallback) =>
        position < constraint.Arguments.Length ? constraint.Arguments[position] : fallback;

    private static void ScaleNorms(Span<float> values, int columns, float minimum, float maximum, float rate)
    {
        for (int column = 0; column < columns; column++)
        {
            double sum = 0;
            for (int i = column; i < values.Length; i += columns)
            {
                sum += (double)values[i] * values[i];
            }

            float norm = (float)Math.Sqrt(sum);
            float wanted = (rate * Math.Clamp(norm, minimum, maximum)) + ((1 - rate) * norm);
            float factor = wanted / (Epsilon + norm);
            for (int i = column; i < values.Length; i += columns)
            {
                values[i] *= factor;
            }
        }
    }
}
