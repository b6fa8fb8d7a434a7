namespace Compiled;

/// <summary>What of a file of word vectors is read; the files are large.</summary>
public sealed record WordVectorOptions
{
    /// <summary>At most this many words are kept, from the beginning: files are sorted by frequency. Null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether a word is kept, for example whether a tokenizer has it; null for all.</summary>
    public Func<string, bool>? Keep { get; init; }
}
