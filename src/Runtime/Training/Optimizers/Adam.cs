using System.Collections.Immutable;
using Compiled.Devices;

namespace Compiled;

/// <summary>Adaptive moments (Kingma and Ba 2015), with epsilon beside the root of the uncorrected second moment as in Keras.</summary>
/// <param name="learningRate">0.001 where none is given.</param>
public class Adam(LearningRateSchedule? learningRate = null) : Optimizer(learningRate ?? 0.001f)
{
    private double _correction = 1;

    /// <summary>How much the mean of gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta1 { get; init => field = OptimizerSetting.Share(value); } = 0.9f;

    /// <summary>How much the mean of squared gradients keeps at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 0, from 1 on or NaN.</exception>
    public float Beta2 { get; init => field = OptimizerSetting.Share(value); } = 0.999f;

    /// <summary>Keeps divisors from zero: with 0, a weight without a gradient becomes not-a-number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number, infinity or NaN.</exception>
    public float Epsilon { get; init => field = OptimizerSetting.NotNegative(value); } = 1e-7f;

    /// <summary>Whether the largest second moment so far divides, instead of the last (Reddi et al. 2018).</summary>
    public bool AMSGrad { get; init; }

    private protected override ImmutableArray<string> StateNames => AMSGrad ? ["momentum", "velocity", "velocity_hat"] : ["momentum", "velocity"];

    private protected override void BeginStep(long step) => _correction = Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));

    private protected override void Update(in WeightStep step)
    {
        float rate = (float)(step.LearningRate * _correction);
        if (AMSGrad)
        {
            step.Run(new AMSGradKernel(step, rate, Beta1, Beta2, Epsilon));
        }
        else
        {
            step.Run(new AdamKernel(step, rate, Beta1, Beta2, Epsilon));
        }
    }

    private protected override void Record(CommandList commands, BufferTable buffers, in WeightRange range)
    {
        float rate = (float)(range.LearningRate * _correction);
        if (AMSGrad)
        {
            commands.Dispatch(new AMSGradShader(range, rate, Beta1, Beta2, Epsilon), buffers);
        }
        else
        {
            commands.Dispatch(new AdamShader(range, rate, Beta1, Beta2, Epsilon), buffers);
        }
    }
}
