using Compiled;

namespace Imdb;

/// <summary>Reviews as the indices of their words.</summary>
/// <param name="train">The vocabulary is learnt from the training part alone.</param>
internal sealed class Reviews(TextData train)
{
    /// <summary>The words of a review; longer ones lose their first, shorter ones are padded in front.</summary>
    public const int Length = 500;

    /// <summary>The most frequent words, one index for all others, and one for padding.</summary>
    public const int Vocabulary = 10_000;

    private readonly Tokenizer _tokenizer = Tokenizer.Fit(train.Texts, new() { NumWords = Vocabulary, OovToken = "?" });

    /// <summary>One row of words and the probability to be told, 0 or 1, for each review.</summary>
    public Dataset ToDataset(TextData data)
    {
        float[] positive = [.. data.Labels.Select(label => (float)label)];
        return Dataset.From(Sequences.Pad(_tokenizer.TextsToSequences(data.Texts), Length), positive);
    }

    /// <summary>The probability that a review is positive.</summary>
    public float Positive(Model model, string review)
    {
        int[] words = new int[Length];
        Sequences.Pad(_tokenizer.TextToSequence(review), words.AsSpan());
        return model.Predict(words)[0];
    }
}
