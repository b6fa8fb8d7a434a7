using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>The moving means of gradients and of their squares that Adam's rules share.</summary>
internal readonly unsafe struct AdamMoments(WeightStep step, float beta1, float beta2)
{
    private readonly float* _momentum = step.State(0);
    private readonly float* _velocity = step.State(1);

    // Parameters that are used below become fields; the step itself holds a reference and must not.
    private readonly float _toward1 = 1 - beta1;
    private readonly float _toward2 = 1 - beta2;

    /// <summary>Moves both means towards a gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Move<TLane>(nint index, TLane gradient, out TLane momentum, out TLane velocity)
        where TLane : struct, ILane<TLane>
    {
        momentum = TLane.Load(_momentum + index);
        momentum = TLane.MultiplyAdd(TLane.Subtract(gradient, momentum), TLane.Broadcast(_toward1), momentum);
        momentum = MovingState.Store(_momentum + index, momentum);
        velocity = TLane.Load(_velocity + index);
        velocity = TLane.MultiplyAdd(TLane.Subtract(TLane.Multiply(gradient, gradient), velocity), TLane.Broadcast(_toward2), velocity);
        velocity = MovingState.Store(_velocity + index, velocity);
    }
}
