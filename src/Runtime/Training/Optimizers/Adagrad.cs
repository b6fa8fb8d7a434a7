using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Divides gradients by the root of the sum of their squares so far (Duchi, Hazan and Singer 2011).</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class Adagrad(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    /// <summary>What the sums begin with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float InitialAccumulatorValue { get; init => field = OptimizerSetting.NotNegative(value); } = 0.1f;

    /// <summary>Keeps divisors from zero; under the root, as in Keras.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    private protected override ImmutableArray<string> StateNames => ["accumulator"];

    private protected override float InitialState(int state) => InitialAccumulatorValue;

    private protected override bool RestsWithoutGradient => true;

    private protected override void Update(in WeightStep step) => step.Run(new Kernel(step.Operands, step.State(0), step.LearningRate, Epsilon));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new AdagradShader(range, Epsilon), buffers);

    private readonly struct Kernel(Operands operands, float* accumulators, float rate, float epsilon) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index);
            TLane sum = TLane.MultiplyAdd(gradient, gradient, TLane.Load(accumulators + index));
            TLane.Store(accumulators + index, sum);
            TLane change = TLane.Divide(TLane.Multiply(TLane.Broadcast(rate), gradient), TLane.Sqrt(TLane.Add(sum, TLane.Broadcast(epsilon))));
            operands.Store(index, TLane.Subtract(operands.Weight<TLane>(index), change));
        }
    }
}
