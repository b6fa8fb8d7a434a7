namespace Compiled;

/// <summary>A straight way up from zero, then another schedule, whose steps begin to count where the warm-up ends.</summary>
/// <param name="steps">Steps of the way up; step 0 has 1 / (steps + 1) of the first rate of <paramref name="then"/>. Positive.</param>
/// <param name="then">What follows.</param>
public sealed class WarmUp(long steps, LearningRateSchedule then) : LearningRateSchedule
{
    private readonly long _steps = Positive(steps);

    /// <inheritdoc/>
    public override float At(long step) => step < _steps
        ? (float)(then.At(0) * (step + 1.0) / (_steps + 1.0))
        : then.At(step - _steps);
}
