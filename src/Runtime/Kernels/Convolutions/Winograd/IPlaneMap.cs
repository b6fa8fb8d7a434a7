namespace Compiled.Kernels;

/// <summary>A small constant matrix M, applied to a square of lanes from both sides: M · x · Mᵀ.</summary>
internal unsafe interface IPlaneMap
{
    /// <summary>The lanes along a side of the square.</summary>
    static abstract int Inputs { get; }

    /// <summary>The lanes along a side of the result.</summary>
    static abstract int Outputs { get; }

    /// <summary>The lanes that it has to put somewhere.</summary>
    static abstract int Between { get; }

    /// <summary>Computes the result for one lane of each vector.</summary>
    /// <param name="between">Room for <see cref="Between"/> lanes.</param>
    static abstract void Apply<TLane>(Plane from, Plane to, float* between)
        where TLane : struct, ILane<TLane>;
}
