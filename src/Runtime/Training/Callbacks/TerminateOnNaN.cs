namespace Compiled;

/// <summary>Stops the training when the loss is NaN or infinite.</summary>
public sealed class TerminateOnNaN : Callback
{
    /// <summary>The step of its epoch (from 0) at which the loss was lost; null where it was not.</summary>
    public int? StoppedBatch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin() => StoppedBatch = null;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        // The mean over the epoch so far is finite only if every loss was.
        if (!float.IsFinite(logs["loss"]))
        {
            StoppedBatch = batch;
            Model.StopTraining = true;
        }
    }
}
