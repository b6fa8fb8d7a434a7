namespace Compiled.Kernels;

/// <summary>The minimal filters that there are.</summary>
internal enum MinimalFilter
{
    /// <summary>None: the convolution is a matrix product of patches.</summary>
    None,

    /// <summary><see cref="MinimalFilter2x3"/>.</summary>
    TwoByThree,

    /// <summary><see cref="MinimalFilter4x3"/>.</summary>
    FourByThree,

    /// <summary><see cref="MinimalFilter2x5"/>.</summary>
    TwoByFive,
}
