using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Steps by the sign of the momentum alone (Chen et al. 2023). Takes a smaller rate and a larger weight decay than Adam.</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class Lion(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    /// <summary>The share of past gradients in the sign.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta1 { get; init => field = OptimizerSetting.Share(value); } = 0.9f;

    /// <summary>How much the mean of gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta2 { get; init => field = OptimizerSetting.Share(value); } = 0.99f;

    private protected override ImmutableArray<string> StateNames => ["momentum"];

    private protected override void Update(in WeightStep step) => step.Run(new Kernel(step.Operands, step.State(0), step.LearningRate, Beta1, Beta2));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new LionShader(range, Beta1, Beta2), buffers);

    private readonly struct Kernel(Operands operands, float* momenta, float rate, float beta1, float beta2) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), momentum = TLane.Load(momenta + index), zero = TLane.Broadcast(0);
            TLane direction = TLane.MultiplyAdd(momentum, TLane.Broadcast(beta1), TLane.Multiply(gradient, TLane.Broadcast(1 - beta1)));
            MovingState.Store(momenta + index, TLane.MultiplyAdd(momentum, TLane.Broadcast(beta2), TLane.Multiply(gradient, TLane.Broadcast(1 - beta2))));
            TLane change = TLane.Select(
                TLane.LessThan(zero, direction),
                TLane.Broadcast(-rate),
                TLane.Select(TLane.LessThan(direction, zero), TLane.Broadcast(rate), zero));
            operands.Store(index, TLane.Add(operands.Weight<TLane>(index), change));
        }
    }
}
