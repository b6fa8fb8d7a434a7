namespace Compiled;

/// <summary>initial / (1 + rate · step / decaySteps).</summary>
/// <param name="initialLearningRate">The rate of step 0.</param>
/// <param name="decaySteps">Steps that count as one; positive.</param>
/// <param name="decayRate">How much one counts.</param>
/// <param name="staircase">Whether the rate falls only every <paramref name="decaySteps"/> steps.</param>
public sealed class InverseTimeDecay(float initialLearningRate, long decaySteps, float decayRate, bool staircase = false) : LearningRateSchedule
{
    private readonly long _decaySteps = Positive(decaySteps);

    /// <inheritdoc/>
    public override float At(long step)
    {
        double progress = (double)step / _decaySteps;
        return (float)(initialLearningRate / (1 + (decayRate * (staircase ? Math.Floor(progress) : progress))));
    }
}
