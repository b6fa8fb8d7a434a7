using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Follow the regularised leader, which makes sparse weights (McMahan et al. 2013).</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public sealed unsafe class Ftrl(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    /// <summary>How the rate falls with the sum of squared gradients: at most 0, and 0 not at all.</summary>
    public float LearningRatePower { get; init; } = -0.5f;

    /// <summary>What the sums begin with; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float InitialAccumulatorValue { get; init => field = OptimizerSetting.NotNegative(value); } = 0.1f;

    /// <summary>The strength of the L1 regularisation that the rule applies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float L1 { get; init => field = OptimizerSetting.NotNegative(value); }

    /// <summary>The strength of the L2 regularisation that the rule applies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float L2 { get; init => field = OptimizerSetting.NotNegative(value); }

    /// <summary>The strength of an L2 penalty on the gradient's side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float L2Shrinkage { get; init => field = OptimizerSetting.NotNegative(value); }

    /// <summary>The paper's β.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Beta { get; init => field = OptimizerSetting.NotNegative(value); }

    private protected override ImmutableArray<string> StateNames => ["accumulator", "linear"];

    private protected override float InitialState(int state) => state == 0 ? InitialAccumulatorValue : 0;

    private protected override void Update(in WeightStep step)
    {
        if (step.LearningRate == 0)
        {
            // The rule divides by the rate; without one nothing moves.
            return;
        }

        step.Run(new Kernel(step.Operands, step.State(0), step.State(1), step.LearningRate, -LearningRatePower, L1, L2 + (Beta / (2 * step.LearningRate)), L2Shrinkage));
    }

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range)
    {
        if (range.LearningRate != 0)
        {
            commands.Dispatch(new FtrlShader(range, -LearningRatePower, L1, L2 + (Beta / (2 * range.LearningRate)), L2Shrinkage), buffers);
        }
    }

    private readonly struct Kernel(Operands operands, float* accumulators, float* linears, float rate, float power, float l1, float l2, float shrinkage)
        : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), weight = operands.Weight<TLane>(index), inverse = TLane.Broadcast(1 / rate);
            TLane sum = TLane.Load(accumulators + index), nextSum = TLane.MultiplyAdd(gradient, gradient, sum);
            TLane root = Root(sum), nextRoot = Root(nextSum);
            TLane shrunk = TLane.MultiplyAdd(TLane.Broadcast(2 * shrinkage), weight, gradient);
            TLane sigma = TLane.Multiply(TLane.Subtract(nextRoot, root), inverse);
            TLane linear = TLane.Subtract(TLane.Add(TLane.Load(linears + index), shrunk), TLane.Multiply(sigma, weight));
            TLane.Store(accumulators + index, nextSum);
            TLane.Store(linears + index, linear);
            TLane quadratic = TLane.MultiplyAdd(nextRoot, inverse, TLane.Broadcast(2 * l2));
            TLane clipped = TLane.Minimum(TLane.Maximum(linear, TLane.Broadcast(-l1)), TLane.Broadcast(l1));
            operands.Store(index, TLane.Divide(TLane.Subtract(clipped, linear), quadratic));
        }

        private TLane Root<TLane>(TLane value)
            where TLane : struct, ILane<TLane>
            => power == 0.5f ? TLane.Sqrt(value) : TLane.Power(value, TLane.Broadcast(power));
    }
}
