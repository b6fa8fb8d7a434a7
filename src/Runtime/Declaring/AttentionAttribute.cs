namespace Compiled;

/// <summary>
/// Attention by products, softmax(query · keyᵀ) · value (Luong, Pham and Manning, "Effective Approaches to Attention-based Neural Machine
/// Translation", 2015). Gives (batch, query steps, value features).
/// </summary>
public sealed class AttentionAttribute : AttentionDefinition
{
    /// <summary>Whether the scores are multiplied with a weight <c>scale</c>, one number that begins with 1.</summary>
    public bool UseScale { get; set; }
}
