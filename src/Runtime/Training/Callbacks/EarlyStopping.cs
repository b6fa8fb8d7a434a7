namespace Compiled;

/// <summary>
/// Stops a training that gets no better. An epoch is an improvement when the monitored number beats the best so far by more than
/// <see cref="MinDelta"/>. After <see cref="Patience"/> epochs in a row without one (and never in the first epoch) the training stops: with patience 2 and
/// the best value in epoch 5, epoch 7 is the last. Patience 0 stops at the first epoch that is no improvement, as does 1.
/// </summary>
/// <param name="monitor">The name of the number.</param>
public sealed class EarlyStopping(string monitor = "val_loss") : MonitorCallback(monitor)
{
    private float _best;
    private int _wait;
    private float[][]? _bestWeights;

    /// <summary>By how much a value must be better to count; not negative.</summary>
    public float MinDelta { get; init; }

    /// <summary>The epochs without improvement after which to stop.</summary>
    public int Patience { get; init; }

    /// <summary>A value to reach: until it is beaten, improvements do not reset the wait; null for none.</summary>
    public float? Baseline { get; init; }

    /// <summary>Whether the weights of the best epoch are put back when the training ends.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The first epoch (from 0) to be judged.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>The epoch (from 0) after which the training was stopped; null where it was not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <summary>The epoch (from 0) with the best value; null before the first that was judged.</summary>
    public int? BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        base.OnTrainBegin();
        _best = Worst;
        _wait = 0;
        _bestWeights = null;
        StoppedEpoch = BestEpoch = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (epoch < StartFromEpoch || !TryRead(logs, out float value))
        {
            return;
        }

        if (RestoreBestWeights && _bestWeights is null)
        {
            // Should nothing ever be an improvement, the first weights are the best known.
            (_bestWeights, BestEpoch) = (Model.GetWeights(), epoch);
        }

        _wait++;
        if (IsBetter(value, _best, Math.Abs(MinDelta)))
        {
            _best = value;
            BestEpoch = epoch;
            _bestWeights = RestoreBestWeights ? Model.GetWeights() : null;
            if (Baseline is not { } baseline || IsBetter(value, baseline, Math.Abs(MinDelta)))
            {
                _wait = 0;
            }
        }
        else if (_wait >= Patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (_bestWeights is { } weights)
        {
            Model.SetWeights(weights);
            _bestWeights = null;
        }
    }
}
