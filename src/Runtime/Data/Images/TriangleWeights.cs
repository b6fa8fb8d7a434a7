namespace Compiled;

/// <summary>
/// What each old pixel counts for each new one along an axis: a triangle around the new pixel's centre that reaches one pixel to each side,
/// an old one where the picture grows, a new one where it shrinks; in integers, as Pillow computes.
/// </summary>
internal sealed class TriangleWeights
{
    /// <summary>The fractional bits of a weight. The weights of a new pixel sum to one, so that a sum of 8-bit values fits 32 bits.</summary>
    public const int Shift = 22;

    /// <summary>What makes a sum round to the nearest.</summary>
    public const int Half = 1 << (Shift - 1);

    private readonly int[] _first;
    private readonly int[][] _weights;

    public TriangleWeights(int from, int to)
    {
        _first = new int[to];
        _weights = new int[to][];
        double scale = (double)from / to;
        double reach = Math.Max(scale, 1);
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max((int)(center - reach + 0.5), 0);
            int end = Math.Min((int)(center + reach + 0.5), from);
            double[] exact = new double[end - first];
            for (int j = 0; j < exact.Length; j++)
            {
                exact[j] = Math.Max(1 - Math.Abs((first + j - center + 0.5) / reach), 0);
            }

            double sum = exact.Sum();
            _first[i] = first;
            _weights[i] = [.. exact.Select(weight => (int)((weight / sum * (1 << Shift)) + 0.5))];
        }
    }

    /// <summary>The weights of one new pixel.</summary>
    /// <param name="first">The old pixel that the first weight is for.</param>
    public ReadOnlySpan<int> Of(int place, out int first)
    {
        first = _first[place];
        return _weights[place];
    }
}
