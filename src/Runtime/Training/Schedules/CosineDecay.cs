namespace Compiled;

/// <summary>Half a cosine from the initial rate down to alpha times it (Loshchilov and Hutter 2017), after a straight way up where one is asked for.</summary>
/// <param name="initialLearningRate">The rate of step 0; with a warm-up where that begins.</param>
/// <param name="decaySteps">Steps of the way down; positive.</param>
/// <param name="alpha">The share of the rate that stays.</param>
/// <param name="warmUpTarget">Where the warm-up ends and the way down begins; null for no warm-up.</param>
/// <param name="warmUpSteps">Steps of the warm-up.</param>
public sealed class CosineDecay(float initialLearningRate, long decaySteps, float alpha = 0, float? warmUpTarget = null, long warmUpSteps = 0) : LearningRateSchedule
{
    private readonly long _decaySteps = Positive(decaySteps);

    /// <inheritdoc/>
    public override float At(long step)
    {
        if (warmUpTarget is not { } top)
        {
            return Down(step, initialLearningRate);
        }

        return step < warmUpSteps
            ? (float)(initialLearningRate + ((double)(top - initialLearningRate) * step / warmUpSteps))
            : Down(step - warmUpSteps, top);
    }

    private float Down(long step, double top)
    {
        double cosine = (1 + Math.Cos(Math.PI * Math.Min(step, _decaySteps) / _decaySteps)) / 2;
        return (float)(top * (((1 - alpha) * cosine) + alpha));
    }
}
