namespace Compiled;

/// <summary>Counts tokens while texts go by; what it holds grows with the vocabulary, not with the texts.</summary>
internal sealed class TokenCounter(TokenizerOptions options)
{
    private readonly TextSplitter _splitter = new(options);
    private readonly WordTable _words = new();
    private readonly List<Entry> _entries = [];
    private long _documents;

    public void AddText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _documents++;
        using TextSplitter.Tokens tokens = _splitter.Split(text);
        Count(tokens);
    }

    public void AddTokens(IEnumerable<string> sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        _documents++;
        foreach (string token in sentence)
        {
            using TextSplitter.Tokens whole = _splitter.Whole(token);
            Count(whole);
        }
    }

    /// <summary>The tokens from the most frequent to the least, equal ones in the order of their first appearance; the one for unknown words first.</summary>
    public Tokenizer ToTokenizer()
    {
        IEnumerable<TokenizerWord> words = Enumerable.Range(0, _words.Count)
            .Select(number => new TokenizerWord(_words[number], _entries[number].Count, _entries[number].Documents));
        IEnumerable<TokenizerWord> sorted = words.OrderByDescending(word => word.Count);
        if (options.OovToken is { } unknown)
        {
            int known = _words.Find(unknown);
            TokenizerWord first = known < 0 ? new(unknown, 0, 0) : new(unknown, _entries[known].Count, _entries[known].Documents);
            sorted = sorted.Where(word => word.Word != unknown).Prepend(first);
        }

        return new(options, [.. sorted], _documents);
    }

    private void Count(TextSplitter.Tokens tokens)
    {
        while (tokens.MoveNext())
        {
            int number = _words.Add(tokens.Current);
            if (number == _entries.Count)
            {
                _entries.Add(default);
            }

            Entry entry = _entries[number];
            bool again = entry.LastDocument == _documents;
            _entries[number] = new(entry.Count + 1, entry.Documents + (again ? 0 : 1), _documents);
        }
    }

    // Documents are numbered from 1, so that a new entry has seen none.
    private readonly record struct Entry(long Count, long Documents, long LastDocument);
}
