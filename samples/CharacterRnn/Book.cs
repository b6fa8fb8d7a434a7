using Compiled;

namespace CharacterRnn;

/// <summary>"Alice in Wonderland" as the published network learns it: in lower case, of ASCII alone, with a space for each break of a line.</summary>
internal sealed class Book
{
    /// <summary>The characters that the network looks at.</summary>
    public const int Window = 10;

    /// <summary>The different characters of the book.</summary>
    public const int Characters = 42;

    private readonly Tokenizer _tokenizer;
    private readonly int[] _tokens;

    public Book(Corpus corpus)
    {
        IEnumerable<string> lines = corpus.Text.Split('\n').Select(OnlyAscii).Where(line => line.Length > 0);
        string text = string.Join(' ', lines);
        _tokenizer = Tokenizer.Fit([text], new() { CharLevel = true });
        if (_tokenizer.Words.Length != Characters)
        {
            throw new InvalidDataException($"{corpus.Source}: there are {_tokenizer.Words.Length} different characters, where {Characters} are expected.");
        }

        _tokens = Encode(text);
    }

    /// <summary>One-hot windows with the character after each; they are made as they are read.</summary>
    public Dataset Windows => Sequences.OneHot(Sequences.NextTokens(_tokens, Window), Characters);

    /// <summary>Text that the model writes, begun with a place of the book.</summary>
    public string Write(CharacterModel model, TokenSampler sampler, int place, int length)
    {
        float[] window = new float[Window * Characters];
        int[] text = sampler.Generate(_tokens.AsSpan(place, Window), length, Characters, (sequence, scores) =>
        {
            Sequences.OneHot(sequence[^Window..], Characters, window);
            model.Predict(window, scores);
        });
        return _tokenizer.SequenceToText([.. text.Select(token => token + 1)]);
    }

    // Nothing is padded, so that index 0 need not stay free.
    private int[] Encode(string text) => [.. _tokenizer.TextToSequence(text).Select(index => index - 1)];

    private static string OnlyAscii(string line) => string.Concat(line.Where(char.IsAscii)).Trim();
}
