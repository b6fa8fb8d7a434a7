namespace Compiled.Kernels;

/// <summary>
/// Winograd's minimal filtering of images, F(m × m, r × r): m × m outputs of a filter with r × r taps by (m + r − 1)² multiplications
/// instead of m² · r². With the filter g and the inputs d that these outputs read, Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A (Lavin and Gray 2016,
/// "Fast algorithms for convolutional neural networks", equation 8).
/// </summary>
/// <remarks>Over channels and filters, ⊙ is a matrix product for each of the (m + r − 1)² points.</remarks>
internal unsafe interface IMinimalFilter
{
    /// <summary>m: outputs along an axis.</summary>
    static abstract int Outputs { get; }

    /// <summary>r: taps along an axis.</summary>
    static abstract int Taps { get; }

    /// <summary>m + r − 1: points along an axis, and the inputs that the outputs read.</summary>
    static abstract int Points { get; }

    /// <summary>(m + r − 1)²: the points of a square.</summary>
    static abstract int SquarePoints { get; }

    /// <summary>Bᵀ d B: inputs to points.</summary>
    /// <param name="length">Of the vectors, here channels.</param>
    static abstract void TransformInput<TLane>(Plane input, Plane points, nint length)
        where TLane : struct, ILane<TLane>;

    /// <summary>G g Gᵀ: taps to points.</summary>
    static abstract void TransformKernel<TLane>(Plane taps, Plane points, nint length)
        where TLane : struct, ILane<TLane>;

    /// <summary>Aᵀ m A: points to outputs.</summary>
    static abstract void TransformOutput<TLane>(Plane points, Plane output, nint length)
        where TLane : struct, ILane<TLane>;

    /// <summary>A y Aᵀ: gradients of outputs to those of points.</summary>
    static abstract void TransformOutputGradient<TLane>(Plane output, Plane points, nint length)
        where TLane : struct, ILane<TLane>;

    /// <summary>Gᵀ u G: gradients of points to those of taps.</summary>
    static abstract void TransformKernelGradient<TLane>(Plane points, Plane taps, nint length)
        where TLane : struct, ILane<TLane>;
}
