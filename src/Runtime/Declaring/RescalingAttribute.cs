namespace Compiled;

/// <summary>x · scale + offset, as [Rescaling(1 / 255.0)] for pixels. No weights.</summary>
/// <param name="scale">The factor.</param>
/// <param name="offset">What is added.</param>
public sealed class RescalingAttribute(double scale, double offset = 0) : LayerDefinition
{
    /// <summary>The factor.</summary>
    public double Scale { get; } = scale;

    /// <summary>What is added.</summary>
    public double Offset { get; } = offset;
}
