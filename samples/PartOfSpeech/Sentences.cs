using System.Collections.Immutable;
using System.Numerics.Tensors;
using Compiled;

namespace PartOfSpeech;

/// <summary>Tagged sentences as rows of indices, a word's and its tag's at the same place.</summary>
internal sealed class Sentences
{
    /// <summary>The words of a row; longer sentences are cut into several, so that no word is lost.</summary>
    public const int Length = 60;

    /// <summary>The published 5,000 most frequent words, one index for all others, and one for padding.</summary>
    public const int Vocabulary = 5002;

    /// <summary>The tags of the treebank, and one for padding.</summary>
    public const int Tags = 46;

    private readonly Tokenizer _words;
    private readonly Tokenizer _tags;
    private readonly Dictionary<string, string> _usualTags;

    /// <param name="train">The words are learnt from the training part alone.</param>
    /// <param name="all">The list of tags is the treebank's.</param>
    public Sentences(IReadOnlyList<TaggedSentence> train, IEnumerable<TaggedSentence> all)
    {
        _words = Tokenizer.Fit(train.Select(sentence => (IReadOnlyList<string>)sentence.Words), new() { NumWords = Vocabulary, OovToken = "?" });
        _tags = Tokenizer.Fit(all.Select(sentence => (IReadOnlyList<string>)sentence.Tags), new() { Lower = false });
        MostFrequentTag = MostFrequent(train.SelectMany(sentence => sentence.Tags));
        _usualTags = train.SelectMany(Pairs).GroupBy(pair => pair.Word, pair => pair.Tag).ToDictionary(tags => tags.Key, MostFrequent);
    }

    /// <summary>The commonest tag of the training part.</summary>
    public string MostFrequentTag { get; }

    public Dataset ToDataset(IEnumerable<TaggedSentence> sentences)
    {
        TaggedSentence[] all = [.. sentences];
        return Dataset.From(Rows(_words, all.Select(sentence => sentence.Words)), Rows(_tags, all.Select(sentence => sentence.Tags)));
    }

    /// <summary>The share of words that have the commonest tag.</summary>
    public double MajorityAccuracy(IEnumerable<TaggedSentence> sentences) => sentences.SelectMany(sentence => sentence.Tags).Average(tag => tag == MostFrequentTag ? 1.0 : 0);

    /// <summary>The share of words that have the tag that the same word had most often in the training part; new words are said to have the commonest.</summary>
    public double UsualTagAccuracy(IEnumerable<TaggedSentence> sentences)
        => sentences.SelectMany(Pairs).Average(pair => _usualTags.GetValueOrDefault(pair.Word, MostFrequentTag) == pair.Tag ? 1.0 : 0);

    /// <summary>The words of a sentence with the tags that the model gives them.</summary>
    public string Tag(Tagger model, IReadOnlyList<string> words)
    {
        int[] row = new int[Length];
        Sequences.Pad(_words.TokensToSequence(words), row.AsSpan(), SequenceSide.Post, SequenceSide.Post);
        float[] probabilities = model.Predict(row);
        return string.Join(' ', words.Take(Length).Select((word, place) => $"{word}/{_tags.SequenceToText([Best(place)])}"));

        int Best(int place) => TensorPrimitives.IndexOfMax(probabilities.AsSpan(place * Tags, Tags));
    }

    private static int[,] Rows(Tokenizer tokenizer, IEnumerable<ImmutableArray<string>> sentences)
        => Sequences.Pad([.. sentences.SelectMany(sentence => tokenizer.TokensToSequence(sentence).Chunk(Length))], Length, SequenceSide.Post);

    private static IEnumerable<(string Word, string Tag)> Pairs(TaggedSentence sentence) => sentence.Words.Zip(sentence.Tags);

    private static string MostFrequent(IEnumerable<string> tags) => tags.CountBy(tag => tag).MaxBy(count => count.Value).Key;
}
