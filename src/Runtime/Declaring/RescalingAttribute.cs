namespace Compiled;

/// <summary>
/// x · scale + offset: [Rescaling(2, -1)] brings pixels in [0, 1], as every loader of images here gives them, to [-1, 1]; [Rescaling(1 / 255.0)]
/// is for bytes from elsewhere. No weights.
/// </summary>
/// <param name="scale">The factor.</param>
/// <param name="offset">What is added.</param>
public sealed class RescalingAttribute(double scale, double offset = 0) : LayerDefinition
{
    /// <summary>The factor.</summary>
    public double Scale { get; } = scale;

    /// <summary>What is added.</summary>
    public double Offset { get; } = offset;
}
