namespace Compiled;

/// <summary>A schedule times a factor.</summary>
internal sealed class ScaledLearningRate(LearningRateSchedule schedule, float factor) : LearningRateSchedule
{
    public override float At(long step) => schedule.At(step) * factor;

    internal override LearningRateSchedule Scaled(float more) => new ScaledLearningRate(schedule, factor * more);

    internal override SavedLearningRate Saved => new(IsConstant: false, factor);

    internal override LearningRateSchedule Restored(SavedLearningRate saved) => schedule.Restored(saved);
}
