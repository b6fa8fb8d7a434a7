using System.Collections.Immutable;

namespace Compiled;

/// <summary>Fills a weight as its initializer says. The values depend on the model's seed and the weight's index alone.</summary>
internal static class InitialValues
{
    // The standard deviation of a standard normal distribution cut at two.
    private const double TruncatedDeviation = 0.87962566103423978;

    public static void Fill(Span<float> values, string name, ImmutableArray<int> shape, WeightInitializer initializer, ulong seed, int index)
    {
        var random = new InitialRandom(seed, (uint)index);
        (double fanIn, double fanOut) = Fans(shape);
        double Argument(int position, double fallback) => position < initializer.Arguments.Length ? initializer.Arguments[position] : fallback;

        switch (initializer.Kind)
        {
            case Initializer.Zeros:
                values.Clear();
                break;
            case Initializer.Ones:
                values.Fill(1);
                break;
            case Initializer.Constant:
                values.Fill((float)Argument(0, 0));
                break;
            case Initializer.RandomNormal:
                random.Normal(values, Argument(0, 0), Argument(1, 0.05));
                break;
            case Initializer.RandomUniform:
                random.Uniform(values, Argument(0, -0.05), Argument(1, 0.05));
                break;
            case Initializer.TruncatedNormal:
                random.TruncatedNormal(values, Argument(0, 0), Argument(1, 0.05));
                break;
            case Initializer.VarianceScaling:
                double fan = (Fan)(int)Argument(1, 0) switch
                {
                    Fan.In => fanIn,
                    Fan.Out => fanOut,
                    Fan.Average => (fanIn + fanOut) / 2,
                    var other => throw new ArgumentException($"{name}: VarianceScaling divides by the fan in, out or their average, not by {other}"),
                };
                Scale(ref random, values, name, Argument(0, 1) / Math.Max(1, fan), (Distribution)(int)Argument(2, 0));
                break;
            case Initializer.GlorotNormal:
                Scale(ref random, values, name, 2 / Math.Max(1, fanIn + fanOut), Distribution.TruncatedNormal);
                break;
            case Initializer.GlorotUniform:
                Scale(ref random, values, name, 2 / Math.Max(1, fanIn + fanOut), Distribution.Uniform);
                break;
            case Initializer.HeNormal:
                Scale(ref random, values, name, 2 / Math.Max(1, fanIn), Distribution.TruncatedNormal);
                break;
            case Initializer.HeUniform:
                Scale(ref random, values, name, 2 / Math.Max(1, fanIn), Distribution.Uniform);
                break;
            case Initializer.LecunNormal:
                Scale(ref random, values, name, 1 / Math.Max(1, fanIn), Distribution.TruncatedNormal);
                break;
            case Initializer.LecunUniform:
                Scale(ref random, values, name, 1 / Math.Max(1, fanIn), Distribution.Uniform);
                break;
            case Initializer.Orthogonal:
                Orthonormal.Fill(ref random, values, name, shape, Argument(0, 1));
                break;
            case Initializer.Identity:
                FillIdentity(values, name, shape, (float)Argument(0, 1));
                break;
            default:
                throw new ArgumentException($"{name}: there is no initializer {initializer.Kind}");
        }

        values[initializer.Ones].Fill(1);
    }

    /// <summary>The connections into and out of a unit, as Keras counts them: the last two axes are channels in and out, those before them the receptive field.</summary>
    public static (double In, double Out) Fans(ImmutableArray<int> shape)
    {
        if (shape.Length < 2)
        {
            double only = shape.Length == 0 ? 1 : shape[0];
            return (only, only);
        }

        double field = 1;
        foreach (int size in shape.AsSpan()[..^2])
        {
            field *= size;
        }

        return (shape[^2] * field, shape[^1] * field);
    }

    private static void Scale(ref InitialRandom random, Span<float> values, string name, double variance, Distribution distribution)
    {
        switch (distribution)
        {
            case Distribution.TruncatedNormal:
                random.TruncatedNormal(values, 0, Math.Sqrt(variance) / TruncatedDeviation);
                break;
            case Distribution.Uniform:
                double limit = Math.Sqrt(3 * variance);
                random.Uniform(values, -limit, limit);
                break;
            case Distribution.Normal:
                random.Normal(values, 0, Math.Sqrt(variance));
                break;
            default:
                throw new ArgumentException($"{name}: VarianceScaling draws from a truncated normal, a uniform or a normal distribution, not from {distribution}");
        }
    }

    private static void FillIdentity(Span<float> values, string name, ImmutableArray<int> shape, float gain)
    {
        if (shape.Length != 2)
        {
            throw new ArgumentException($"{name}: an identity needs two axes, not the shape {Wording.Shape(shape)}");
        }

        values.Clear();
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            values[(i * shape[1]) + i] = gain;
        }
    }
}
