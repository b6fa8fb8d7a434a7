namespace TinyTransformer;

/// <summary>
/// What counting says of the next character: how often it came behind the last one or two, smoothed by what is said of one fewer, as if that had been seen a few times more
/// (MacKay and Peto, "A hierarchical Dirichlet language model", 1995).
/// </summary>
internal sealed class CharacterCounts
{
    private const double Trust = 4;
    private readonly int _characters;
    private readonly double[] _single;
    private readonly double[] _pairs;
    private readonly double[] _triples;

    public CharacterCounts(int[] tokens, int characters)
    {
        _characters = characters;
        _single = new double[characters];
        _pairs = new double[characters * characters];
        _triples = new double[characters * characters * characters];
        for (int i = 0; i < tokens.Length; i++)
        {
            _single[tokens[i]]++;
            if (i >= 1)
            {
                _pairs[(tokens[i - 1] * characters) + tokens[i]]++;
            }

            if (i >= 2)
            {
                _triples[(((tokens[i - 2] * characters) + tokens[i - 1]) * characters) + tokens[i]]++;
            }
        }
    }

    /// <summary>The mean number of bits that a character of a text costs.</summary>
    /// <param name="before">How many characters before it are looked at: 1 or 2.</param>
    public double BitsPerCharacter(int[] tokens, int before)
    {
        double[] single = Smooth(_single, 0, [.. Enumerable.Repeat(1.0 / _characters, _characters)]);
        double bits = 0;
        for (int i = 2; i < tokens.Length; i++)
        {
            double[] probabilities = Smooth(_pairs, tokens[i - 1], single);
            if (before == 2)
            {
                probabilities = Smooth(_triples, (tokens[i - 2] * _characters) + tokens[i - 1], probabilities);
            }

            bits -= Math.Log2(probabilities[tokens[i]]);
        }

        return bits / (tokens.Length - 2);
    }

    private double[] Smooth(double[] counts, int row, double[] fewer)
    {
        ReadOnlySpan<double> own = counts.AsSpan(row * _characters, _characters);
        double total = Trust;
        foreach (double count in own)
        {
            total += count;
        }

        double[] result = new double[_characters];
        for (int c = 0; c < result.Length; c++)
        {
            result[c] = (own[c] + (Trust * fewer[c])) / total;
        }

        return result;
    }
}
