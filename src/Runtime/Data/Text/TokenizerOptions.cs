namespace Compiled;

/// <summary>How texts are cut into tokens. The defaults are those of Keras's Tokenizer.</summary>
public sealed record TokenizerOptions
{
    /// <summary>Punctuation without the apostrophe, tab and line feed: <c>!"#$%&amp;()*+,-./:;&lt;=&gt;?@[\]^_`{|}~\t\n</c>.</summary>
    public const string DefaultFilters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /// <summary>
    /// The number of indices in use, 0 included: of the words only the NumWords − 1 most frequent ones are kept, as in Keras.
    /// Null keeps all.
    /// </summary>
    public int? NumWords { get; init; }

    /// <summary>Characters that separate words and disappear; of no effect at the level of characters. Each is a single UTF-16 unit.</summary>
    public string Filters { get; init; } = DefaultFilters;

    /// <summary>Whether upper case is made lower case, character by character and independent of the machine's language.</summary>
    public bool Lower { get; init; } = true;

    /// <summary>Separates words, beside <see cref="Filters"/>. No other white space does: a carriage return, for example, stays part of its word unless it is filtered.</summary>
    public char Split { get; init; } = ' ';

    /// <summary>Whether each character is a token: a Unicode code point, so that a surrogate pair is one token and a combining mark is one of its own.</summary>
    public bool CharLevel { get; init; }

    /// <summary>Takes index 1 and stands for the words that are not kept; null leaves those out.</summary>
    public string? OovToken { get; init; }

    internal void Validate()
    {
        if (NumWords is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(NumWords), NumWords, "NumWords counts the indices, 0 included; it is at least 1.");
        }

        if (Filters is null || Filters.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 || char.IsSurrogate(Split))
        {
            throw new ArgumentException("Filters and Split are single UTF-16 units: no characters from outside the basic plane.", nameof(Filters));
        }

        if (OovToken is { Length: 0 })
        {
            throw new ArgumentException("The token for unknown words is empty; null stands for none.", nameof(OovToken));
        }
    }
}
