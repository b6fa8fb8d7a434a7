namespace Compiled;

/// <summary>
/// Attention by sums, softmax(Σ scale · tanh(query + key)) · value (Bahdanau, Cho and Bengio, "Neural Machine Translation by Jointly Learning
/// to Align and Translate", 2015). Gives (batch, query steps, value features).
/// </summary>
public sealed class AdditiveAttentionAttribute : AttentionDefinition
{
    /// <summary>Whether each feature has a weight in the sum: <c>scale</c> (features), Glorot-uniform.</summary>
    public bool UseScale { get; set; } = true;
}
