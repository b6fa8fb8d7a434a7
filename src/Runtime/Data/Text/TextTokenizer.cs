using System.Buffers;

namespace Compiled;

/// <summary>Turns texts into sequences of token indices. Index 0 is never a token: it is for padding.</summary>
public abstract class TextTokenizer
{
    private readonly TextSplitter _splitter;

    private protected TextTokenizer(TokenizerOptions options)
    {
        Options = options;
        _splitter = new(options);
    }

    /// <summary>How texts are cut into tokens.</summary>
    public TokenizerOptions Options { get; }

    /// <summary>One more than the greatest index: the rows of an embedding, the columns of a matrix.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>The indices of a text's tokens.</summary>
    public int[] TextToSequence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using IndexList indices = new(text.Length);
        using TextSplitter.Tokens tokens = _splitter.Split(text);
        Append(tokens, indices);
        return indices.ToArray();
    }

    /// <summary>The indices of each text's tokens. For texts that do not fit into memory, call <see cref="TextToSequence"/> for each.</summary>
    public int[][] TextsToSequences(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. texts.Select(TextToSequence)];
    }

    /// <summary>The indices of tokens that are cut already. Their case is changed as that of texts; nothing is filtered.</summary>
    public int[] TokensToSequence(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using IndexList indices = new(tokens.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (string token in tokens)
        {
            using TextSplitter.Tokens whole = _splitter.Whole(token);
            Append(whole, indices);
        }

        return indices.ToArray();
    }

    /// <summary>The index of a token in its final case; 0 for one that is left out.</summary>
    private protected abstract int IndexOfToken(ReadOnlySpan<char> token);

    private void Append(TextSplitter.Tokens tokens, IndexList indices)
    {
        while (tokens.MoveNext())
        {
            if (IndexOfToken(tokens.Current) is var index and > 0)
            {
                indices.Add(index);
            }
        }
    }

    private sealed class IndexList(int capacity) : IDisposable
    {
        private int[] _values = ArrayPool<int>.Shared.Rent(Math.Clamp(capacity, 16, 1 << 16));
        private int _count;

        public void Add(int value)
        {
            if (_count == _values.Length)
            {
                int[] larger = ArrayPool<int>.Shared.Rent(2 * _count);
                _values.CopyTo(larger, 0);
                ArrayPool<int>.Shared.Return(_values);
                _values = larger;
            }

            _values[_count++] = value;
        }

        public int[] ToArray() => _values.AsSpan(0, _count).ToArray();

        public void Dispose() => ArrayPool<int>.Shared.Return(_values);
    }
}
