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
            case Constraint.MaxNorm:
                ScaleNorms(values, shape, 0, Argument(constraint, 0, 2), 1);
                break;
            case Constraint.UnitNorm:
                ScaleNorms(values, shape, 1, 1, 1);
                break;
            case Constraint.MinMaxNorm:
                ScaleNorms(values, shape, Argument(constraint, 0, 0), Argument(constraint, 1, 1), Argument(constraint, 2, 1));
                break;
            default:
                throw new ArgumentException($"there is no constraint {constraint.Kind}");
        }
    }

    private static float Argument(WeightConstraint constraint, int position, float fallback) =>
        position < constraint.Arguments.Length ? constraint.Arguments[position] : fallback;

    private static void ScaleNorms(Span<float> values, ImmutableArray<int> shape, float minimum, float maximum, float rate)
    {
        int columns = shape.Length < 2 ? 1 : shape[^1];
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
