using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Weight and gradient as a rule reads them.</summary>
internal readonly unsafe struct Operands(float* parameters, float* gradients, float scale, float limit, float keep)
{
    /// <summary>The gradient, clipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Gradient<TLane>(nint index)
        where TLane : struct, ILane<TLane>
    {
        TLane gradient = TLane.Multiply(TLane.Load(gradients + index), TLane.Broadcast(scale));
        return limit == 0
            ? gradient
            : TLane.Minimum(TLane.Maximum(gradient, TLane.Broadcast(-limit)), TLane.Broadcast(limit));
    }

    /// <summary>The weight, decayed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Weight<TLane>(nint index)
        where TLane : struct, ILane<TLane>
        => TLane.Multiply(TLane.Load(parameters + index), TLane.Broadcast(keep));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(nint index, TLane weight)
        where TLane : struct, ILane<TLane>
        => TLane.Store(parameters + index, weight);
}
