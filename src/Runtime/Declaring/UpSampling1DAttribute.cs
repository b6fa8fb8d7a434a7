namespace Compiled;

/// <summary>Enlarges sequences, (batch, steps, channels): each value is repeated, or lies on straight lines between its neighbours. No weights.</summary>
/// <param name="size">How much longer the steps become.</param>
public sealed class UpSampling1DAttribute(int size = 2) : LayerDefinition
{
    /// <summary>How much longer each spatial axis becomes.</summary>
    public int[] Size { get; } = [size];

    /// <summary>How steps between the old ones are found; <see cref="Interpolation.Bilinear"/> is linear here.</summary>
    public Interpolation Interpolation { get; set; }
}
