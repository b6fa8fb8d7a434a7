namespace Compiled;

/// <summary>(initial − end) · (1 − step / decaySteps)^power + end, and end after that.</summary>
/// <param name="initialLearningRate">The rate of step 0.</param>
/// <param name="decaySteps">Steps to the end; positive.</param>
/// <param name="endLearningRate">The rate at the end.</param>
/// <param name="power">1 for a straight line.</param>
/// <param name="cycle">Whether to begin again, each time with one more <paramref name="decaySteps"/> to go, instead of staying at the end.</param>
public sealed class PolynomialDecay(float initialLearningRate, long decaySteps, float endLearningRate = 0.0001f, float power = 1, bool cycle = false) : LearningRateSchedule
{
    private readonly long _decaySteps = Positive(decaySteps);

    /// <inheritdoc/>
    public override float At(long step)
    {
        double length = cycle ? _decaySteps * Math.Max(1, Math.Ceiling((double)step / _decaySteps)) : _decaySteps;
        double progress = Math.Min(step, length) / length;
        return (float)(((initialLearningRate - endLearningRate) * Math.Pow(1 - progress, power)) + endLearningRate);
    }
}
