namespace Compiled.Kernels;

/// <summary>How a convolution is computed.</summary>
internal enum ConvolutionWay
{
    /// <summary>As a matrix product of patches.</summary>
    Patches,

    /// <summary>By minimal filtering, F(2 × 2, 3 × 3).</summary>
    Filter2x3,

    /// <summary>By minimal filtering, F(4 × 4, 3 × 3).</summary>
    Filter4x3,

    /// <summary>By minimal filtering, F(2 × 2, 5 × 5).</summary>
    Filter2x5,
}
