namespace Compiled;

/// <summary>What a model says of the next token.</summary>
public enum TokenScores
{
    /// <summary>Any numbers, of which the softmax gives the probabilities; logarithms of probabilities are such numbers.</summary>
    Logits,

    /// <summary>Numbers that are not negative, in proportion to the probabilities: a softmax layer's output.</summary>
    Probabilities,
}

/// <summary>Writes what the model says of the token after a sequence.</summary>
/// <param name="sequence">The tokens so far.</param>
/// <param name="scores">One number a token of the vocabulary.</param>
public delegate void NextToken(ReadOnlySpan<int> sequence, Span<float> scores);
