namespace Compiled.Kernels;

/// <summary>A small constant matrix M, applied to a square of lanes from both sides: M · x · Mᵀ.</summary>
internal interface IPlaneMap
{
    /// <summary>Computes the result for one lane of each vector.</summary>
    static abstract void Apply<TLane>(Plane from, Plane to)
        where TLane : struct, ILane<TLane>;
}
