using System.Globalization;

namespace Compiled;

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
