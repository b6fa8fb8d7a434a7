using System.Text.RegularExpressions;
using Compiled;

namespace Sentiment;

/// <summary>Sentences as the network takes them.</summary>
internal static partial class Sentences
{
    /// <summary>The words of the longest sentence; shorter ones are padded in front.</summary>
    public const int Length = 42;

    /// <summary>The published number of words, and one for padding.</summary>
    public const int Vocabulary = 2314;

    /// <summary>Learns the vocabulary from the training part alone: words of the test that were never seen have an index of their own.</summary>
    public static Tokenizer Learn(TextData train)
        => Tokenizer.Fit(train.Texts.Select(Cut), new() { NumWords = Vocabulary, OovToken = "?" });

    public static Dataset ToDataset(TextData data, Tokenizer tokenizer)
        => Dataset.From(Sequences.Pad([.. data.Texts.Select(text => tokenizer.TokensToSequence(Cut(text)))], Length), data.Labels);

    public static float[] Predict(SentimentClassifier model, Tokenizer tokenizer, string text)
    {
        int[] words = new int[Length];
        Sequences.Pad(tokenizer.TokensToSequence(Cut(text)), words.AsSpan());
        float[] probabilities = new float[2];
        model.Predict(words, probabilities);
        return probabilities;
    }

    // As the Penn Treebank cuts, and NLTK after it: stops are words, and "didn't" is two.
    private static IReadOnlyList<string> Cut(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\.\.\.|\w+(?=n't)|n't|'(?:s|m|d|ll|re|ve)\b|[\w\-./]*\w|[^\w\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
