namespace Compiled;

/// <summary>Enlarges sequences, (batch, steps, channels): each value is repeated. No weights.</summary>
/// <param name="size">How much longer the steps become.</param>
public sealed class UpSampling1DAttribute(int size = 2) : LayerDefinition
{
    /// <summary>How much longer each spatial axis becomes.</summary>
    public int[] Size { get; } = [size];
}
