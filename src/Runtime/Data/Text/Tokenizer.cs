using System.Collections.Immutable;

namespace Compiled;

/// <summary>A token of a vocabulary.</summary>
/// <param name="Word">The word or character.</param>
/// <param name="Count">How often it was in the texts.</param>
/// <param name="Documents">In how many texts it was.</param>
public readonly record struct TokenizerWord(string Word, long Count, long Documents);

/// <summary>
/// A vocabulary learnt from texts: each word or character has an index from 1, by frequency and then by first appearance, as Keras's Tokenizer
/// (https://keras.io/api/preprocessing/text/) numbers them. It never changes, and any thread may use it.
/// </summary>
public sealed partial class Tokenizer : TextTokenizer
{
    // Zero for no such token.
    private const int UnknownIndex = 1;
    private readonly WordTable _table = new();
    private readonly Lazy<IReadOnlyDictionary<string, int>> _wordIndex;

    internal Tokenizer(TokenizerOptions options, ImmutableArray<TokenizerWord> words, long documentCount)
        : base(options)
    {
        Words = words;
        DocumentCount = documentCount;
        foreach (TokenizerWord word in words)
        {
            _table.Add(word.Word);
        }

        _wordIndex = new(() => Words.Select((word, place) => KeyValuePair.Create(word.Word, place + 1)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>All tokens that were seen: the token with index i is at place i − 1. <see cref="TokenizerOptions.NumWords"/> shortens sequences and matrices, not this list.</summary>
    public ImmutableArray<TokenizerWord> Words { get; }

    /// <summary>The index of each token of <see cref="Words"/>.</summary>
    public IReadOnlyDictionary<string, int> WordIndex => _wordIndex.Value;

    /// <summary>The number of texts that the vocabulary was learnt from.</summary>
    public long DocumentCount { get; }

    /// <inheritdoc/>
    public override int VocabularySize => Options.NumWords ?? Words.Length + 1;

    /// <summary>Learns the vocabulary of texts, which are gone through once and may come from a file line by line.</summary>
    /// <param name="texts">The training part alone.</param>
    /// <param name="options">How they are cut; null for words as Keras cuts them.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static Tokenizer Fit(IEnumerable<string> texts, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        TokenCounter counter = CounterFor(options);
        foreach (string text in texts)
        {
            counter.AddText(text);
        }

        return counter.ToTokenizer();
    }

    /// <summary>Learns the vocabulary of sentences that are cut into tokens already.</summary>
    /// <param name="sentences">The training part alone.</param>
    /// <inheritdoc cref="Fit(IEnumerable{string}, TokenizerOptions)"/>
    public static Tokenizer Fit(IEnumerable<IReadOnlyList<string>> sentences, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        TokenCounter counter = CounterFor(options);
        foreach (IReadOnlyList<string> sentence in sentences)
        {
            counter.AddTokens(sentence);
        }

        return counter.ToTokenizer();
    }

    /// <summary>The tokens of a sequence, with a space between words and nothing between characters. Indices without a token that is kept, such as 0, are left out, or written as <see cref="TokenizerOptions.OovToken"/>.</summary>
    public string SequenceToText(ReadOnlySpan<int> sequence)
    {
        List<string> words = new(sequence.Length);
        foreach (int index in sequence)
        {
            bool kept = index > 0 && index <= Words.Length && index < (Options.NumWords ?? int.MaxValue);
            if ((kept ? Words[index - 1].Word : Options.OovToken) is { } word)
            {
                words.Add(word);
            }
        }

        return string.Join(Options.CharLevel ? "" : " ", words);
    }

    /// <summary>The tokens of each sequence.</summary>
    /// <inheritdoc cref="SequenceToText"/>
    public string[] SequencesToTexts(IEnumerable<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return [.. sequences.Select(sequence => SequenceToText(sequence))];
    }

    private protected override int IndexOfToken(ReadOnlySpan<char> token)
    {
        int index = _table.Find(token) + 1;
        bool kept = index > 0 && index < (Options.NumWords ?? int.MaxValue);
        return kept ? index : Options.OovToken is null ? 0 : UnknownIndex;
    }

    private static TokenCounter CounterFor(TokenizerOptions? options)
    {
        options ??= new();
        options.Validate();
        return new(options);
    }
}
