using System.Text.RegularExpressions;
using Compiled;

namespace Sentiment;

/// <summary>Sentences as a network takes them.</summary>
/// <param name="length">The words of a sentence; shorter ones are padded in front.</param>
/// <param name="vocabulary">The number of word indices.</param>
/// <param name="train">The vocabulary is learnt from the training part alone: words of the test that were never seen have an index of their own.</param>
internal sealed partial class Sentences(int length, int vocabulary, TextData train)
{
    private readonly Tokenizer _tokenizer = Tokenizer.Fit(train.Texts.Select(Cut), new() { NumWords = vocabulary, OovToken = "?" });

    /// <summary>The different words of the training part.</summary>
    public int Words => _tokenizer.Words.Length - 1;

    /// <param name="oneOutput">Whether the network tells the probability of praise alone, and not of both.</param>
    public Dataset ToDataset(TextData data, bool oneOutput)
    {
        int[,] rows = Sequences.Pad([.. data.Texts.Select(Encode)], length);
        return Dataset.From(rows, oneOutput ? (TensorData)data.Labels.Select(label => (float)label).ToArray() : data.Labels);
    }

    /// <summary>The probability that a sentence is praise; the last output of either network.</summary>
    public float Praise(Model model, string text)
    {
        int[] words = new int[length];
        Sequences.Pad(Encode(text), words.AsSpan());
        return model.Predict(words)[^1];
    }

    private int[] Encode(string text) => _tokenizer.TokensToSequence(Cut(text));

    // As the Penn Treebank cuts, and NLTK after it: stops are words, and "didn't" is two.
    private static IReadOnlyList<string> Cut(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\.\.\.|\w+(?=n't)|n't|'(?:s|m|d|ll|re|ve)\b|[\w\-./]*\w|[^\w\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
