namespace Compiled;

/// <summary>Half cosines one after the other, each perhaps longer and lower (Loshchilov and Hutter 2017).</summary>
/// <param name="initialLearningRate">The rate of step 0.</param>
/// <param name="firstDecaySteps">Steps of the first; positive.</param>
/// <param name="lengthFactor">How much longer the next one is; at least 1.</param>
/// <param name="heightFactor">How high the next one begins, relative to the last.</param>
/// <param name="alpha">The share of the initial rate below which none falls.</param>
public sealed class CosineDecayRestarts(float initialLearningRate, long firstDecaySteps, float lengthFactor = 2, float heightFactor = 1, float alpha = 0) : LearningRateSchedule
{
    private readonly long _firstDecaySteps = Positive(firstDecaySteps);
    private readonly float _lengthFactor = lengthFactor >= 1 ? lengthFactor : throw new ArgumentOutOfRangeException(nameof(lengthFactor), lengthFactor, "a restart is not shorter than what came before");

    /// <inheritdoc/>
    public override float At(long step)
    {
        double progress = (double)step / _firstDecaySteps;
        double restarts;
        if (_lengthFactor == 1)
        {
            restarts = Math.Floor(progress);
            progress -= restarts;
        }
        else
        {
            restarts = Math.Floor(Math.Log(1 - (progress * (1 - _lengthFactor))) / Math.Log(_lengthFactor));
            double before = (1 - Math.Pow(_lengthFactor, restarts)) / (1 - _lengthFactor);
            progress = (progress - before) / Math.Pow(_lengthFactor, restarts);
        }

        double cosine = Math.Pow(heightFactor, restarts) * (1 + Math.Cos(Math.PI * progress)) / 2;
        return (float)(initialLearningRate * (((1 - alpha) * cosine) + alpha));
    }
}
