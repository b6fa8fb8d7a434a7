namespace Compiled;

/// <summary>What lies around the input of a layer with windows.</summary>
public enum Padding
{
    /// <summary>Nothing: windows stay inside.</summary>
    Valid,

    /// <summary>As much as gives ⌈length / stride⌉ windows, half of it before and, where it is odd, one more behind, as in TensorFlow.</summary>
    Same,

    /// <summary>As much before as no output needs to see what comes after it. For convolutions over one axis: Conv1D, DepthwiseConv1D, SeparableConv1D.</summary>
    Causal,
}
