namespace Compiled;

/// <summary>initial · rate^(step / decaySteps).</summary>
/// <param name="initialLearningRate">The rate of step 0.</param>
/// <param name="decaySteps">Steps until the rate has been multiplied once; positive.</param>
/// <param name="decayRate">The factor.</param>
/// <param name="staircase">Whether the rate falls only every <paramref name="decaySteps"/> steps.</param>
public sealed class ExponentialDecay(float initialLearningRate, long decaySteps, float decayRate, bool staircase = false) : LearningRateSchedule
{
    private readonly long _decaySteps = Positive(decaySteps);

    /// <inheritdoc/>
    public override float At(long step)
    {
        double progress = (double)step / _decaySteps;
        return (float)(initialLearningRate * Math.Pow(decayRate, staircase ? Math.Floor(progress) : progress));
    }
}
