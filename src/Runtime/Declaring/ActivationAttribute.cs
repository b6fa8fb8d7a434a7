namespace Compiled;

/// <summary>An activation as a layer of its own.</summary>
/// <param name="activation">What is applied to each value; softmax works along the last axis.</param>
public sealed class ActivationAttribute(Activation activation) : LayerDefinition
{
    /// <summary>What is applied to each value.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
