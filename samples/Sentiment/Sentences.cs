using System.Text.RegularExpressions;
using Compiled;

namespace Sentiment;

/// <summary>Sentences as a network takes them.</summary>
/// <param name="length">The words of a sentence; shorter ones are padded in front.</param>
/// <param name="vocabulary">The number of word indices.</param>
/// <param name="train">The vocabulary is learnt from the training part alone: words of the test that were never seen have an index of their own.</param>
internal sealed partial class Sentences(int length, int vocabulary, TextData train)
{
    private readonly Tokenizer _tokenizer = Vocabulary(vocabulary, train);

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

    // A word of one sentence alone counts as unknown, so that the network learns what to make of unknown words.
    private static Tokenizer Vocabulary(int size, TextData train)
    {
        IReadOnlyList<string>[] sentences = [.. train.Distinct().Texts.Select(Cut)];
        int known = Tokenizer.Fit(sentences).Words.Count(word => word.Documents > 1);
        return Tokenizer.Fit(sentences, new() { NumWords = Math.Min(size, known + 2), OovToken = "?" });
    }

    private int[] Encode(string text) => _tokenizer.TokensToSequence(Cut(text));

    // As the Penn Treebank cuts, and NLTK after it: stops are words, and "didn't" is two.
    private static IReadOnlyList<string> Cut(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\.\.\.|\w+(?=n't)|n't|'(?:s|m|d|ll|re|ve)\b|[\w\-./]*\w|[^\w\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
