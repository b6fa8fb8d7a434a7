using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Gradient descent, with momentum where asked (Polyak 1964; Nesterov 1983 in the form of Sutskever et al. 2013).</summary>
/// <param name="learningRate">0.01 where none is given.</param>
public sealed unsafe class SGD(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.01f)
{
    /// <summary>The share of the last step that is repeated; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Momentum { get; init => field = OptimizerSetting.Share(value); }

    /// <summary>Whether the gradient counts as if taken after the repeated step.</summary>
    public bool Nesterov { get; init; }

    private protected override ImmutableArray<string> StateNames => Momentum == 0 ? [] : ["momentum"];

    private protected override bool RestsWithoutGradient => Momentum == 0;

    private protected override void Update(in WeightStep step)
    {
        if (Momentum == 0)
        {
            step.Run(new PlainKernel(step.Operands, -step.LearningRate));
        }
        else
        {
            step.Run(new MomentumKernel(step.Operands, step.State(0), -step.LearningRate, Momentum, Nesterov));
        }
    }

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range)
    {
        if (Momentum == 0)
        {
            commands.Dispatch(new SGDShader(range), buffers);
        }
        else
        {
            commands.Dispatch(new MomentumShader(range, Momentum, Nesterov), buffers);
        }
    }

    private readonly struct PlainKernel(Operands operands, float rate) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
            => operands.Store(index, TLane.MultiplyAdd(operands.Gradient<TLane>(index), TLane.Broadcast(rate), operands.Weight<TLane>(index)));
    }

    private readonly struct MomentumKernel(Operands operands, float* momenta, float rate, float momentum, bool nesterov) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane change = TLane.Multiply(operands.Gradient<TLane>(index), TLane.Broadcast(rate));
            TLane velocity = TLane.MultiplyAdd(TLane.Load(momenta + index), TLane.Broadcast(momentum), change);
            velocity = MovingState.Store(momenta + index, velocity);
            TLane taken = nesterov ? TLane.MultiplyAdd(velocity, TLane.Broadcast(momentum), change) : velocity;
            operands.Store(index, TLane.Add(operands.Weight<TLane>(index), taken));
        }
    }
}
