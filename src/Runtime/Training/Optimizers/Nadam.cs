using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Adam with Nesterov's momentum, which grows by a schedule (Dozat 2016).</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class Nadam(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    // Dozat's schedule: beta1 · (1 − 0.96^step / 2).
    private const double ScheduleDecay = 0.96;

    private long _productStep;
    private double _product = 1;
    private double _momentumFactor;
    private double _gradientFactor;
    private double _velocityFactor;

    /// <summary>What the share of past gradients tends to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta1 { get; init => field = OptimizerSetting.Share(value); } = 0.9f;

    /// <summary>How much the mean of squared gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta2 { get; init => field = OptimizerSetting.Share(value); } = 0.999f;

    /// <summary>Keeps divisors from zero: with 0, a weight without a gradient becomes not-a-number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    private protected override ImmutableArray<string> StateNames => ["momentum", "velocity"];

    private protected override void BeginStep(long step)
    {
        // The product of all shares so far follows from the step, so that nothing of it needs to be saved.
        if (_productStep >= step)
        {
            (_productStep, _product) = (0, 1);
        }

        while (_productStep < step)
        {
            _product *= Share(++_productStep);
        }

        double share = Share(step), next = Share(step + 1);
        _momentumFactor = next / (1 - (_product * next));
        _gradientFactor = (1 - share) / (1 - _product);
        _velocityFactor = 1 / (1 - Math.Pow(Beta2, step));
    }

    private protected override void Update(in WeightStep step) => step.Run(new Kernel(
        step.Operands,
        step.State(0),
        step.State(1),
        step.LearningRate,
        (float)_momentumFactor,
        (float)_gradientFactor,
        (float)_velocityFactor,
        1 - Beta1,
        1 - Beta2,
        Epsilon));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new NadamShader(range, (float)_momentumFactor, (float)_gradientFactor, (float)_velocityFactor, Beta1, Beta2, Epsilon), buffers);

    private double Share(long step) => Beta1 * (1 - (0.5 * Math.Pow(ScheduleDecay, step)));

    private readonly struct Kernel(
        Operands operands,
        float* momenta,
        float* velocities,
        float rate,
        float momentumFactor,
        float gradientFactor,
        float velocityFactor,
        float toward1,
        float toward2,
        float epsilon) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), momentum = TLane.Load(momenta + index), velocity = TLane.Load(velocities + index);
            momentum = TLane.MultiplyAdd(TLane.Subtract(gradient, momentum), TLane.Broadcast(toward1), momentum);
            momentum = MovingState.Store(momenta + index, momentum);
            velocity = TLane.MultiplyAdd(TLane.Subtract(TLane.Multiply(gradient, gradient), velocity), TLane.Broadcast(toward2), velocity);
            velocity = MovingState.Store(velocities + index, velocity);
            TLane ahead = TLane.MultiplyAdd(momentum, TLane.Broadcast(momentumFactor), TLane.Multiply(gradient, TLane.Broadcast(gradientFactor)));
            TLane root = TLane.Sqrt(TLane.Multiply(velocity, TLane.Broadcast(velocityFactor)));
            TLane change = TLane.Divide(ahead, TLane.Add(root, TLane.Broadcast(epsilon)));
            operands.Store(index, TLane.MultiplyAdd(TLane.Broadcast(-rate), change, operands.Weight<TLane>(index)));
        }
    }
}
