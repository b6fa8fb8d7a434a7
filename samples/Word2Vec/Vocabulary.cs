using Compiled;

namespace Word2Vec;

/// <summary>The most frequent words of two books, and the books as their numbers.</summary>
internal sealed class Vocabulary
{
    /// <summary>The number of words, the unknown one and padding among them.</summary>
    public const int Size = 10_000;

    /// <summary>How many words on either side are near.</summary>
    public const int Window = 2;

    private readonly Tokenizer _tokenizer;

    public Vocabulary(params Corpus[] books)
    {
        string[] texts = [.. books.Select(book => book.Text)];
        _tokenizer = Tokenizer.Fit(texts, new() { NumWords = Size, OovToken = "<unk>" });
        Sequence = [.. _tokenizer.TextsToSequences(texts).SelectMany(book => book)];
    }

    /// <summary>All words of all books.</summary>
    public int[] Sequence { get; }

    /// <summary>The vectors of the words that the books have; <paramref name="rows"/> begins with padding.</summary>
    public WordVectors Vectors(float[] rows, int length)
    {
        string[] words = [.. _tokenizer.Words.Take(Size - 1).Select(w => w.Word)];
        return new(words, rows.AsMemory(length, words.Length * length), length);
    }

    /// <summary>What a word costs in natural units where its frequency alone is known, with one more of each counted.</summary>
    /// <param name="seen">The words whose frequencies are known.</param>
    /// <param name="words">The words to tell.</param>
    public static double UnigramLoss(ReadOnlySpan<int> seen, ReadOnlySpan<int> words)
    {
        double[] counts = new double[Size];
        Array.Fill(counts, 1);
        foreach (int word in seen)
        {
            counts[word]++;
        }

        double loss = 0;
        foreach (int word in words)
        {
            loss -= Math.Log(counts[word] / (seen.Length + Size));
        }

        return loss / words.Length;
    }
}
