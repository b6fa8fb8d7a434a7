namespace Compiled.Kernels;

/// <summary>A small constant matrix, applied to a vector of lanes: what minimal filtering does along one axis.</summary>
internal unsafe interface ILineMap
{
    /// <summary>The length of the vector.</summary>
    static abstract int Inputs { get; }

    /// <summary>The length of the result.</summary>
    static abstract int Outputs { get; }

    /// <summary>Computes the result; elements lie so many floats apart.</summary>
    static abstract void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
        where TLane : struct, ILane<TLane>;
}
