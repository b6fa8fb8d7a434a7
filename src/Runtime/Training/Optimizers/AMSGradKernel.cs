using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Adam's rule with the largest second moment so far.</summary>
internal readonly unsafe struct AMSGradKernel(WeightStep step, float rate, float beta1, float beta2, float epsilon) : IElementwiseKernel
{
    private readonly Operands _operands = step.Operands;
    private readonly AdamMoments _moments = new(step, beta1, beta2);
    private readonly float* _largest = step.State(2);
    private readonly float _rate = -rate;
    private readonly float _epsilon = epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<TLane>(nint row, nint index)
        where TLane : struct, ILane<TLane>
    {
        _moments.Move(index, _operands.Gradient<TLane>(index), out TLane momentum, out TLane velocity);
        TLane largest = TLane.Maximum(TLane.Load(_largest + index), velocity);
        TLane.Store(_largest + index, largest);
        TLane change = TLane.Divide(momentum, TLane.Add(TLane.Sqrt(largest), TLane.Broadcast(_epsilon)));
        _operands.Store(index, TLane.MultiplyAdd(change, TLane.Broadcast(_rate), _operands.Weight<TLane>(index)));
    }
}
