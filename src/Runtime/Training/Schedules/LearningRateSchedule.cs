namespace Compiled;

/// <summary>The learning rate of each training step. A number converts to a rate that stays.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The optimizer's steps done before, from 0.</param>
    public abstract float At(long step);

    /// <summary>The same rate at every step.</summary>
    public static implicit operator LearningRateSchedule(float rate) => new ConstantLearningRate(rate);

    /// <summary>The same rate at every step.</summary>
    public static implicit operator LearningRateSchedule(double rate) => new ConstantLearningRate((float)rate);

    /// <summary>The rate that another gives times a factor, as a rate that stays or a schedule.</summary>
    internal virtual LearningRateSchedule Scaled(float factor) => new ScaledLearningRate(this, factor);

    /// <summary>What a checkpoint keeps: the rate of one that stays, else the factor that it was scaled by.</summary>
    internal virtual SavedLearningRate Saved => new(IsConstant: false, 1);

    /// <summary>The schedule as it was saved; itself where another kind was.</summary>
    internal virtual LearningRateSchedule Restored(SavedLearningRate saved) => saved.IsConstant || saved.Value == 1 ? this : Scaled(saved.Value);

    /// <summary>A number of steps to divide by.</summary>
    private protected static long Positive(long steps) => steps > 0
        ? steps
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, "a schedule needs a positive number of steps");
}
