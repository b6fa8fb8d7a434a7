using Compiled.Kernels;

namespace Compiled;

/// <summary>Random numbers for one weight: Philox with the weight's index as stream and a step that training never reaches.</summary>
internal ref struct InitialRandom(ulong seed, uint stream)
{
    // Training counts steps up from zero.
    private const ulong Step = ulong.MaxValue;

    private long _index;

    public void Uniform(Span<float> values, double minimum, double maximum)
    {
        foreach (ref float value in values)
        {
            value = (float)(minimum + ((maximum - minimum) * NextUniform()));
        }
    }

    public void Normal(Span<float> values, double mean, double deviation)
    {
        foreach (ref float value in values)
        {
            value = (float)(mean + (deviation * NextNormal()));
        }
    }

    /// <summary>A normal distribution without what lies beyond two deviations: the quantile function on the part of (0, 1) that is left.</summary>
    public void TruncatedNormal(Span<float> values, double mean, double deviation)
    {
        const double Below = 0.022750131948179212;
        foreach (ref float value in values)
        {
            double probability = Below + ((1 - (2 * Below)) * NextOpen());
            value = (float)(mean + (deviation * NormalQuantile.Of(probability)));
        }
    }

    public double NextNormal() => NormalQuantile.Of(NextOpen());

    /// <summary>In [0, 1), of 24 bits.</summary>
    private double NextUniform() => Philox.UniformAt(seed, Step, stream, _index++);

    /// <summary>In (0, 1): the middle of the interval that <see cref="NextUniform"/> begins.</summary>
    private double NextOpen() => NextUniform() + (0.5 / (1 << 24));
}
