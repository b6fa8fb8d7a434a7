namespace Compiled;

/// <summary>Sets the learning rate at the beginning of each epoch. Adds <c>learning_rate</c> to the history.</summary>
/// <param name="schedule">From the epoch (from 0) and the rate so far to the rate of the epoch.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule) : Callback
{
    /// <summary>Sets the rate from the epoch alone.</summary>
    /// <param name="schedule">From the epoch (from 0) to its rate.</param>
    public LearningRateScheduler(Func<int, float> schedule)
        : this((epoch, _) => schedule(epoch))
    {
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        Optimizer optimizer = Model.Optimizer!;
        optimizer.LearningRate = schedule(epoch, optimizer.CurrentLearningRate);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => logs["learning_rate"] = Model.Optimizer!.CurrentLearningRate;
}
