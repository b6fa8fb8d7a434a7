using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>A word and how near it is.</summary>
/// <param name="Word">The word.</param>
/// <param name="Similarity">The cosine of the angle to what was asked for, from −1 to 1.</param>
public readonly record struct NearWord(string Word, float Similarity);

/// <summary>Words with a vector each: read from a file of GloVe or word2vec, or taken from an embedding that was trained. It never changes.</summary>
public sealed partial class WordVectors
{
    private readonly Dictionary<string, int> _places;
    private readonly ReadOnlyMemory<float> _values;
    private readonly Lazy<float[]> _lengths;

    /// <param name="words">Each once.</param>
    /// <param name="values">Words by <paramref name="dimensions"/>; not copied.</param>
    /// <param name="dimensions">The numbers of a vector; positive.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a word comes twice; the message has the numbers.</exception>
    public WordVectors(IEnumerable<string> words, ReadOnlyMemory<float> values, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        Words = [.. words];
        Dimensions = dimensions;
        _values = values;
        if (values.Length != (long)Words.Length * dimensions)
        {
            throw new ArgumentException($"{Wording.Count(values.Length, "value")} given, where {(long)Words.Length * dimensions} are expected: {Words.Length} by {dimensions}.", nameof(values));
        }

        _places = new(Words.Length, StringComparer.Ordinal);
        for (int place = 0; place < Words.Length; place++)
        {
            if (!_places.TryAdd(Words[place], place))
            {
                throw new ArgumentException($"Word {place}, '{Words[place]}', is word {_places[Words[place]]} too.", nameof(words));
            }
        }

        _lengths = new(() => [.. Enumerable.Range(0, Words.Length).Select(place => TensorPrimitives.Norm(At(place)))]);
    }

    /// <summary>The words in the file's order.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The numbers of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>All vectors, words by dimensions.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>The vector of a word.</summary>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public ReadOnlySpan<float> this[string word] => At(PlaceOf(word));

    /// <summary>The place of a word among <see cref="Words"/>, or −1.</summary>
    public int IndexOf(string word) => _places.GetValueOrDefault(word, -1);

    /// <summary>
    /// The start of an embedding for a tokenizer's words: row i is the vector of the word with index i. Words without a vector, and index 0, have zeros or
    /// small random numbers.
    /// </summary>
    /// <param name="tokenizer">Whose words are looked up as they are.</param>
    /// <param name="found">How many words have a vector.</param>
    /// <param name="missingRange">Words without a vector are drawn uniformly from −range to range; 0 for zeros. Index 0 is always zeros.</param>
    /// <param name="seed">Decides these numbers.</param>
    /// <returns><see cref="TextTokenizer.VocabularySize"/> by <see cref="Dimensions"/>.</returns>
    public float[,] ToEmbedding(Tokenizer tokenizer, out int found, float missingRange = 0, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!(missingRange >= 0) || float.IsInfinity(missingRange))
        {
            throw new ArgumentOutOfRangeException(nameof(missingRange), missingRange, "The range is a finite number from 0.");
        }

        float[,] rows = new float[tokenizer.VocabularySize, Dimensions];
        found = 0;
        for (int index = 1; index < tokenizer.VocabularySize; index++)
        {
            int place = index <= tokenizer.Words.Length ? IndexOf(tokenizer.Words[index - 1].Word) : -1;
            found += place < 0 ? 0 : 1;
            RandomSequence random = new(seed, (uint)index);
            for (int i = 0; i < Dimensions; i++)
            {
                rows[index, i] = place >= 0 ? At(place)[i] : missingRange == 0 ? 0 : random.Uniform(-missingRange, missingRange);
            }
        }

        return rows;
    }

    private ReadOnlySpan<float> At(int place) => _values.Span.Slice(place * Dimensions, Dimensions);

    private int PlaceOf(string word)
    {
        int place = IndexOf(word);
        return place >= 0 ? place : throw new KeyNotFoundException($"There is no word '{word}' among {Words.Length}.");
    }
}
