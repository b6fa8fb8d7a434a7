namespace Compiled;

/// <summary>
/// Adds a learned vector to each step of a sequence (batch, steps, features), which tells the places apart to layers that do not know them, such as
/// attention. Table <c>embeddings</c> (max length, features).
/// </summary>
/// <param name="maxLength">The largest number of steps; positive.</param>
public sealed class PositionalEmbeddingAttribute(int maxLength) : EmbeddingDefinition
{
    /// <summary>The largest number of steps.</summary>
    public int MaxLength { get; } = maxLength;
}
