namespace Compiled;

/// <summary>Repeats a vector: (batch, size) becomes (batch, n, size). No weights.</summary>
/// <param name="n">How often; positive.</param>
public sealed class RepeatVectorAttribute(int n) : LayerDefinition
{
    /// <summary>How often.</summary>
    public int N { get; } = n;
}
