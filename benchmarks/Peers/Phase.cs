namespace Peers;

/// <summary>What is measured of a workload.</summary>
internal enum Phase
{
    /// <summary>A training step: forward, loss, backward, the optimizer's step; the loss is read.</summary>
    Train,

    /// <summary>A prediction of the workload's batch.</summary>
    Predict,

    /// <summary>A prediction of one sample.</summary>
    PredictOne,
}
