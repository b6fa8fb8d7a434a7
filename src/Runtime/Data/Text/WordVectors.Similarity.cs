using System.Numerics.Tensors;

namespace Compiled;

public sealed partial class WordVectors
{
    /// <summary>The cosine of the angle between the vectors of two words; 0 where one is all zeros.</summary>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public float Similarity(string word, string other)
    {
        int place = PlaceOf(word);
        int otherPlace = PlaceOf(other);
        return Cosine(TensorPrimitives.Dot(At(place), At(otherPlace)), _lengths.Value[place], _lengths.Value[otherPlace]);
    }

    /// <summary>The words whose vectors point the most in the direction of a word's, the nearest first.</summary>
    /// <param name="word">Is not among them.</param>
    /// <param name="count">At most how many.</param>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public NearWord[] Nearest(string word, int count = 10) => Nearest(this[word], count, [word]);

    /// <summary>The words whose vectors point the most in a direction, the nearest first; equally near ones in the file's order.</summary>
    /// <param name="vector">As many numbers as <see cref="Dimensions"/>.</param>
    /// <param name="count">At most how many.</param>
    /// <param name="except">Words that are left out; null for none.</param>
    /// <exception cref="ArgumentException">The vector has another number of dimensions.</exception>
    public NearWord[] Nearest(ReadOnlySpan<float> vector, int count = 10, IEnumerable<string>? except = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (vector.Length != Dimensions)
        {
            throw new ArgumentException($"The vector has {Wording.Count(vector.Length, "number")}, where {Dimensions} are expected.", nameof(vector));
        }

        HashSet<int> excluded = [.. (except ?? []).Select(IndexOf)];
        float length = TensorPrimitives.Norm(vector);

        // The worst of the nearest is first out; of equal ones, the last.
        PriorityQueue<int, (float Similarity, int Place)> nearest = new();
        for (int place = 0; place < Words.Length && count > 0; place++)
        {
            if (excluded.Contains(place))
            {
                continue;
            }

            (float, int) rank = (Cosine(TensorPrimitives.Dot(vector, At(place)), length, _lengths.Value[place]), -place);
            if (nearest.Count < count)
            {
                nearest.Enqueue(place, rank);
            }
            else
            {
                nearest.EnqueueDequeue(place, rank);
            }
        }

        NearWord[] words = new NearWord[nearest.Count];
        for (int i = words.Length - 1; nearest.TryDequeue(out int place, out (float Similarity, int Place) rank); i--)
        {
            words[i] = new(Words[place], rank.Similarity);
        }

        return words;
    }

    /// <summary>
    /// Words that are to <paramref name="positive"/> and against <paramref name="negative"/>, as queen to king + woman − man: the nearest to the sum of the unit
    /// vectors (3CosAdd; Mikolov, Yih and Zweig 2013, named so by Levy and Goldberg 2014). The words asked with are not among them.
    /// </summary>
    /// <param name="positive">Words whose vectors are added.</param>
    /// <param name="negative">Words whose vectors are taken off.</param>
    /// <param name="count">At most how many.</param>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public NearWord[] Analogy(IReadOnlyList<string> positive, IReadOnlyList<string> negative, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(negative);
        float[] sum = new float[Dimensions];
        Add(positive, 1, sum);
        Add(negative, -1, sum);
        return Nearest(sum, count, [.. positive, .. negative]);
    }

    private void Add(IReadOnlyList<string> words, float sign, Span<float> sum)
    {
        foreach (string word in words)
        {
            int place = PlaceOf(word);
            if (_lengths.Value[place] is > 0 and float length)
            {
                TensorPrimitives.MultiplyAdd(At(place), sign / length, sum, sum);
            }
        }
    }

    private static float Cosine(float product, float length, float otherLength)
        => length > 0 && otherLength > 0 ? Math.Clamp(product / (length * otherLength), -1, 1) : 0;
}
