using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Adam with the infinity norm of past gradients (Kingma and Ba 2015, section 7.1).</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class Adamax(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    private double _correction = 1;

    /// <summary>How much the mean of gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta1 { get; init => field = OptimizerSetting.Share(value); } = 0.9f;

    /// <summary>How much the norm keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta2 { get; init => field = OptimizerSetting.Share(value); } = 0.999f;

    /// <summary>Keeps divisors from zero: with 0, a weight without a gradient becomes not-a-number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    private protected override ImmutableArray<string> StateNames => ["momentum", "norm"];

    private protected override void BeginStep(long step) => _correction = 1 / (1 - Math.Pow(Beta1, step));

    private protected override void Update(in WeightStep step) =>
        step.Run(new Kernel(step.Operands, step.State(0), step.State(1), (float)(step.LearningRate * _correction), Beta1, Beta2, Epsilon));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new AdamaxShader(range, (float)(range.LearningRate * _correction), Beta1, Beta2, Epsilon), buffers);

    private readonly struct Kernel(Operands operands, float* momenta, float* norms, float rate, float beta1, float beta2, float epsilon) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), momentum = TLane.Load(momenta + index);
            momentum = TLane.MultiplyAdd(TLane.Subtract(gradient, momentum), TLane.Broadcast(1 - beta1), momentum);
            momentum = MovingState.Store(momenta + index, momentum);
            TLane norm = TLane.Maximum(TLane.Multiply(TLane.Broadcast(beta2), TLane.Load(norms + index)), TLane.Abs(gradient));
            norm = MovingState.Store(norms + index, norm);
            TLane change = TLane.Divide(momentum, TLane.Add(norm, TLane.Broadcast(epsilon)));
            operands.Store(index, TLane.MultiplyAdd(TLane.Broadcast(-rate), change, operands.Weight<TLane>(index)));
        }
    }
}
