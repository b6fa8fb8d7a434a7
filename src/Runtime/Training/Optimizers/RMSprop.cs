using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Divides gradients by a running root mean square (Tieleman and Hinton 2012).</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class RMSprop(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    /// <summary>How much the mean of squared gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Rho { get; init => field = OptimizerSetting.Share(value); } = 0.9f;

    /// <summary>The share of the last step that is repeated; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Momentum { get; init => field = OptimizerSetting.Share(value); }

    /// <summary>Keeps divisors from zero: with 0, a weight without a gradient becomes not-a-number. Under the root, as in Keras.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    /// <summary>Whether the variance divides, instead of the mean square.</summary>
    public bool Centered { get; init; }

    private protected override ImmutableArray<string> StateNames =>
    [
        "velocity",
        .. Centered ? ["average_gradient"] : ImmutableArray<string>.Empty,
        .. Momentum > 0 ? ["momentum"] : ImmutableArray<string>.Empty,
    ];

    private protected override void Update(in WeightStep step) => step.Run(new Kernel(
        step.Operands,
        step.State(0),
        Centered ? step.State(1) : null,
        Momentum > 0 ? step.State(Centered ? 2 : 1) : null,
        step.LearningRate,
        Rho,
        Momentum,
        Epsilon));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new RMSpropShader(range, Rho, Momentum, Epsilon, Centered), buffers);

    private readonly struct Kernel(Operands operands, float* velocities, float* averages, float* momenta, float rate, float rho, float momentum, float epsilon)
        : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), keep = TLane.Broadcast(rho), take = TLane.Broadcast(1 - rho);
            TLane velocity = TLane.MultiplyAdd(keep, TLane.Load(velocities + index), TLane.Multiply(take, TLane.Multiply(gradient, gradient)));
            velocity = MovingState.Store(velocities + index, velocity);
            TLane denominator = velocity;
            if (averages != null)
            {
                TLane average = TLane.MultiplyAdd(keep, TLane.Load(averages + index), TLane.Multiply(take, gradient));
                average = MovingState.Store(averages + index, average);
                denominator = TLane.Subtract(denominator, TLane.Multiply(average, average));
            }

            TLane change = TLane.Divide(TLane.Multiply(TLane.Broadcast(rate), gradient), TLane.Sqrt(TLane.Add(denominator, TLane.Broadcast(epsilon))));
            if (momenta != null)
            {
                change = TLane.MultiplyAdd(TLane.Broadcast(momentum), TLane.Load(momenta + index), change);
                change = MovingState.Store(momenta + index, change);
            }

            operands.Store(index, TLane.Subtract(operands.Weight<TLane>(index), change));
        }
    }
}
