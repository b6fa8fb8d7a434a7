using System.Text.RegularExpressions;
using Compiled;

namespace MemoryNetwork;

/// <summary>Stories, questions and answers as the indices of their words.</summary>
/// <param name="train">The vocabulary is learnt from the training part alone.</param>
internal sealed partial class Stories(IReadOnlyList<BabiQuestion> train)
{
    private readonly Tokenizer _tokenizer = Tokenizer.Fit(train.SelectMany(question => (string[])[.. question.Story, question.Question, question.Answer]).Select(Cut));

    public Dataset ToDataset(IReadOnlyList<BabiQuestion> questions)
    {
        TensorSpec[] inputs =
        [
            new("story", [MemoryModel.Memories, MemoryModel.SentenceWords], ElementKind.Int32),
            new("question", [MemoryModel.QuestionWords], ElementKind.Int32),
        ];
        return Dataset.From(questions.Count, inputs, [new("answer", [], ElementKind.Int32)], (place, sample) => Write(questions[place], sample)).Cache();
    }

    /// <summary>The word that the model answers.</summary>
    public string Answer(MemoryModel model, BabiQuestion question)
    {
        int[] story = new int[MemoryModel.Memories * MemoryModel.SentenceWords], asked = new int[MemoryModel.QuestionWords];
        WriteStory(question, story);
        Encode(question.Question, asked);
        float[] words = new float[MemoryModel.Vocabulary];
        model.Predict(story, asked, words);
        return _tokenizer.SequenceToText([Array.IndexOf(words, words.Max())]);
    }

    private void Write(BabiQuestion question, Sample sample)
    {
        WriteStory(question, sample.IntegerInput(0));
        Encode(question.Question, sample.IntegerInput(1));
        Encode(question.Answer, sample.IntegerTarget());
    }

    // The last sentence comes last, whatever the story's length, so that a place in memory is an age.
    private void WriteStory(BabiQuestion question, Span<int> memory)
    {
        memory.Clear();
        int place = MemoryModel.Memories;
        foreach (string sentence in question.Story.Reverse().Take(MemoryModel.Memories))
        {
            Encode(sentence, memory.Slice(--place * MemoryModel.SentenceWords, MemoryModel.SentenceWords));
        }
    }

    private void Encode(string sentence, Span<int> words) => Sequences.Pad(_tokenizer.TokensToSequence(Cut(sentence)), words);

    // Stops are words.
    private static IReadOnlyList<string> Cut(string sentence) => [.. Word().Matches(sentence).Select(match => match.Value)];

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex Word();
}
