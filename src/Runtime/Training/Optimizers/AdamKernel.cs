using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Adam's rule for one weight.</summary>
internal readonly unsafe struct AdamKernel(WeightStep step, float rate, float beta1, float beta2, float epsilon) : IElementwiseKernel
{
    private readonly Operands _operands = step.Operands;
    private readonly float* _momentum = step.State(0);
    private readonly float* _velocity = step.State(1);

    // Parameters that are used below become fields; the step itself holds a reference and must not.
    private readonly float _rate = -rate;
    private readonly float _toward1 = 1 - beta1;
    private readonly float _toward2 = 1 - beta2;
    private readonly float _epsilon = epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>
    {
        TLane gradient = _operands.Gradient<TLane>(index);
        TLane momentum = TLane.Load(_momentum + index);
        momentum = TLane.MultiplyAdd(TLane.Subtract(gradient, momentum), TLane.Broadcast(_toward1), momentum);
        TLane.Store(_momentum + index, momentum);
        TLane velocity = TLane.Load(_velocity + index);
        velocity = TLane.MultiplyAdd(TLane.Subtract(TLane.Multiply(gradient, gradient), velocity), TLane.Broadcast(_toward2), velocity);
        TLane.Store(_velocity + index, velocity);
        TLane change = TLane.Divide(momentum, TLane.Add(TLane.Sqrt(velocity), TLane.Broadcast(_epsilon)));
        _operands.Store(index, TLane.MultiplyAdd(change, TLane.Broadcast(_rate), _operands.Weight<TLane>(index)));
    }
}

/// <summary>Adam's rule with the largest second moment so far.</summary>
internal readonly unsafe struct AMSGradKernel(WeightStep step, float rate, float beta1, float beta2, float epsilon) : IElementwiseKernel
{
    private readonly Operands _operands = step.Operands;
    private readonly float* _momentum = step.State(0);
    private readonly float* _velocity = step.State(1);
    private readonly float* _largest = step.State(2);
    private readonly float _rate = -rate;
    private readonly float _toward1 = 1 - beta1;
    private readonly float _toward2 = 1 - beta2;
    private readonly float _epsilon = epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>
    {
        TLane gradient = _operands.Gradient<TLane>(index);
        TLane momentum = TLane.Load(_momentum + index);
        momentum = TLane.MultiplyAdd(TLane.Subtract(gradient, momentum), TLane.Broadcast(_toward1), momentum);
        TLane.Store(_momentum + index, momentum);
        TLane velocity = TLane.Load(_velocity + index);
        velocity = TLane.MultiplyAdd(TLane.Subtract(TLane.Multiply(gradient, gradient), velocity), TLane.Broadcast(_toward2), velocity);
        TLane.Store(_velocity + index, velocity);
        TLane largest = TLane.Maximum(TLane.Load(_largest + index), velocity);
        TLane.Store(_largest + index, largest);
        TLane change = TLane.Divide(momentum, TLane.Add(TLane.Sqrt(largest), TLane.Broadcast(_epsilon)));
        _operands.Store(index, TLane.MultiplyAdd(change, TLane.Broadcast(_rate), _operands.Weight<TLane>(index)));
    }
}
