using Compiled;

namespace TinyTransformer;

/// <summary>The plays of Shakespeare as numbers of characters; the network is tested on the last tenth.</summary>
internal sealed class Plays
{
    private readonly Tokenizer _tokenizer;

    public Plays(Corpus corpus)
    {
        _tokenizer = Tokenizer.Fit([corpus.Text], new() { CharLevel = true, Lower = false, Filters = "" });
        if (_tokenizer.Words.Length != CharacterModel.Characters)
        {
            throw new InvalidDataException($"{corpus.Source}: there are {_tokenizer.Words.Length} different characters, where {CharacterModel.Characters} are expected.");
        }

        int[] tokens = Encode(corpus.Text);
        int cut = tokens.Length / 10 * 9;
        (Train, Test) = (tokens[..cut], tokens[cut..]);
    }

    public int[] Train { get; }

    public int[] Test { get; }

    /// <summary>Windows with the next character at each step.</summary>
    public static Dataset Windows(int[] tokens, int stride) => Sequences.NextTokens(tokens, CharacterModel.Window, stride, everyStep: true);

    /// <summary>Text that the model writes.</summary>
    public string Write(CharacterModel model, TokenSampler sampler, string start, int length)
    {
        int[] window = new int[CharacterModel.Window];
        float[] all = new float[CharacterModel.Window * CharacterModel.Characters];
        int[] text = sampler.Generate(Encode(start), length, CharacterModel.Characters, (sequence, scores) =>
        {
            // No step sees those behind it, so whatever stands there is as good as nothing.
            ReadOnlySpan<int> last = sequence[Math.Max(0, sequence.Length - CharacterModel.Window)..];
            last.CopyTo(window);
            model.Predict(window, all);
            all.AsSpan((last.Length - 1) * CharacterModel.Characters, CharacterModel.Characters).CopyTo(scores);
        });
        return _tokenizer.SequenceToText([.. text.Select(token => token + 1)]);
    }

    // Nothing is padded, so that index 0 need not stay free.
    private int[] Encode(string text) => [.. _tokenizer.TextToSequence(text).Select(index => index - 1)];
}
