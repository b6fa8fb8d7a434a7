namespace Peers.Engines;

/// <summary>One library's network. A call is what an app does: managed arrays go in, managed arrays come out.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>One training step on a batch of the workload.</summary>
    /// <returns>The loss before it.</returns>
    float Train();

    /// <summary>Predicts the samples that the engine was made for.</summary>
    /// <returns>The predictions, in an array that the next call may fill anew.</returns>
    float[] Predict();
}
