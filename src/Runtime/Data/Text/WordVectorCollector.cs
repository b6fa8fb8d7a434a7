namespace Compiled;

/// <summary>Takes words and vectors as a file gives them. Room grows with what is there, not with what a header claims.</summary>
internal sealed class WordVectorCollector(string file, WordVectorOptions options)
{
    private readonly List<string> _words = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private float[] _values = [];

    /// <summary>Whether the limit is reached, so that nothing more need be read.</summary>
    public bool IsFull => _words.Count == options.Limit;

    /// <summary>Keeps a word's vector if it is wanted. A word that came before stays as it was first, as in gensim.</summary>
    public void Add(string word, ReadOnlySpan<float> vector)
    {
        if (IsFull || options.Keep?.Invoke(word) == false || !_seen.Add(word))
        {
            return;
        }

        int used = _words.Count * vector.Length;
        if (used + (long)vector.Length > Array.MaxLength)
        {
            throw new InvalidDataException($"{file} has more numbers than the {Array.MaxLength} that can be kept: keep fewer words.");
        }

        if (used + vector.Length > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(1024, 2L * (used + vector.Length))));
        }

        vector.CopyTo(_values.AsSpan(used));
        _words.Add(word);
    }

    public WordVectors ToVectors(int dimensions) => new(_words, _values.AsMemory(0, _words.Count * dimensions), dimensions);
}
