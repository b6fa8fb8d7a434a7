namespace Compiled;

/// <summary>
/// Multiplies the learning rate by <see cref="Factor"/> when the monitored number has been no better for <see cref="Patience"/> epochs in a row,
/// then waits <see cref="Cooldown"/> epochs before counting again. Rates of groups shrink alike. Adds <c>learning_rate</c> to the history.
/// </summary>
/// <param name="monitor">The name of the number.</param>
public sealed class ReduceLROnPlateau(string monitor = "val_loss") : MonitorCallback(monitor)
{
    private float _best;
    private int _wait;
    private int _cooling;

    /// <summary>What the rate is multiplied by; below 1.</summary>
    public float Factor { get; init; } = 0.1f;

    /// <summary>The epochs without improvement after which the rate shrinks.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much a value must be better to count.</summary>
    public float MinDelta { get; init; } = 1e-4f;

    /// <summary>The epochs after a change in which nothing is counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate below which none shrinks.</summary>
    public float MinLearningRate { get; init; }

    /// <exception cref="InvalidOperationException">The factor is 1 or more, or the training reports no number of the monitored name.</exception>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        if (!(Factor < 1 && Factor >= 0))
        {
            throw new InvalidOperationException($"ReduceLROnPlateau multiplies the rate by a factor in [0, 1), not by {Factor}");
        }

        _best = Worst;
        _wait = _cooling = 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        Optimizer optimizer = Model.Optimizer!;
        float rate = optimizer.CurrentLearningRate;
        logs["learning_rate"] = rate;
        if (!TryRead(logs, out float value))
        {
            return;
        }

        if (_cooling > 0)
        {
            _cooling--;
            _wait = 0;
        }

        if (IsBetter(value, _best, Math.Abs(MinDelta)))
        {
            _best = value;
            _wait = 0;
        }
        else if (_cooling == 0 && ++_wait >= Patience)
        {
            if (rate > MinLearningRate)
            {
                optimizer.ScaleLearningRates(Math.Max(rate * Factor, MinLearningRate) / rate);
                _cooling = Cooldown;
            }

            _wait = 0;
        }
    }
}
