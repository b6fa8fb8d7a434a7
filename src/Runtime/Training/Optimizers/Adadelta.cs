using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>Steps in the unit of the weights: the root mean square of past steps over that of past gradients (Zeiler 2012).</summary>
/// <param name="learningRate">0.001 where none is given; 1 is the paper's.</param>
public sealed unsafe class Adadelta(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    /// <summary>How much both means keep at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Rho { get; init => field = OptimizerSetting.Share(value); } = 0.95f;

    /// <summary>Keeps divisors from zero and the first steps from vanishing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    private protected override ImmutableArray<string> StateNames => ["accumulated_gradient", "accumulated_change"];

    private protected override void Update(in WeightStep step) =>
        step.Run(new Kernel(step.Operands, step.State(0), step.State(1), step.LearningRate, Rho, Epsilon));

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range) =>
        commands.Dispatch(new AdadeltaShader(range, Rho, Epsilon), buffers);

    private readonly struct Kernel(Operands operands, float* gradients, float* changes, float rate, float rho, float epsilon) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            TLane gradient = operands.Gradient<TLane>(index), keep = TLane.Broadcast(rho), take = TLane.Broadcast(1 - rho), small = TLane.Broadcast(epsilon);
            TLane squares = TLane.MultiplyAdd(keep, TLane.Load(gradients + index), TLane.Multiply(take, TLane.Multiply(gradient, gradient)));
            squares = MovingState.Store(gradients + index, squares);
            TLane past = TLane.Load(changes + index);
            TLane change = TLane.Divide(TLane.Multiply(TLane.Sqrt(TLane.Add(past, small)), gradient), TLane.Sqrt(TLane.Add(squares, small)));
            MovingState.Store(changes + index, TLane.MultiplyAdd(keep, past, TLane.Multiply(take, TLane.Multiply(change, change))));
            operands.Store(index, TLane.MultiplyAdd(TLane.Broadcast(-rate), change, operands.Weight<TLane>(index)));
        }
    }
}
