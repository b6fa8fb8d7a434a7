using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Adam's rule for one weight.</summary>
internal readonly unsafe struct AdamKernel(WeightStep step, float rate, float beta1, float beta2, float epsilon) : IElementwiseKernel
{
    private readonly Operands _operands = step.Operands;
    private readonly AdamMoments _moments = new(step, beta1, beta2);

    // Parameters that are used below become fields; the step itself holds a reference and must not.
    private readonly float _rate = -rate;
    private readonly float _epsilon = epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>
    {
        _moments.Move(index, _operands.Gradient<TLane>(index), out TLane momentum, out TLane velocity);
        TLane change = TLane.Divide(momentum, TLane.Add(TLane.Sqrt(velocity), TLane.Broadcast(_epsilon)));
        _operands.Store(index, TLane.MultiplyAdd(change, TLane.Broadcast(_rate), _operands.Weight<TLane>(index)));
    }
}
