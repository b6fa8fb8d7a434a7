namespace Compiled;

/// <summary>
/// Takes the steps of a sequence (batch, steps, …) whose features all equal <see cref="MaskValue"/> for padding: recurrent layers skip them,
/// and they count in no loss and no metric. The output has zeros there. No weights.
/// </summary>
public sealed class MaskingAttribute : LayerDefinition
{
    /// <summary>The value that every feature of a step of padding has.</summary>
    public double MaskValue { get; set; }
}
