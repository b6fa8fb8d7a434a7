using System.Globalization;

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

/// <summary>The same rate at every step.</summary>
internal sealed class ConstantLearningRate : LearningRateSchedule
{
    private readonly float _rate;

    public ConstantLearningRate(float rate)
    {
        if (!(rate >= 0) || float.IsInfinity(rate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "a learning rate is finite and not negative");
        }

        _rate = rate;
    }

    public override float At(long step) => _rate;

    public override string ToString() => _rate.ToString(CultureInfo.InvariantCulture);

    internal override LearningRateSchedule Scaled(float factor) => new ConstantLearningRate(_rate * factor);

    internal override SavedLearningRate Saved => new(IsConstant: true, _rate);

    internal override LearningRateSchedule Restored(SavedLearningRate saved) => saved.IsConstant ? new ConstantLearningRate(saved.Value) : this;
}

/// <summary>A schedule times a factor.</summary>
internal sealed class ScaledLearningRate(LearningRateSchedule schedule, float factor) : LearningRateSchedule
{
    public override float At(long step) => schedule.At(step) * factor;

    internal override LearningRateSchedule Scaled(float more) => new ScaledLearningRate(schedule, factor * more);

    internal override SavedLearningRate Saved => new(IsConstant: false, factor);

    internal override LearningRateSchedule Restored(SavedLearningRate saved) => schedule.Restored(saved);
}

/// <summary>What a checkpoint keeps of a learning rate.</summary>
/// <param name="IsConstant">Whether the value is the rate itself; else it is the factor of a schedule.</param>
internal readonly record struct SavedLearningRate(bool IsConstant, float Value);
