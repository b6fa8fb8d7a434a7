namespace Compiled;

/// <summary>What <see cref="Model.Save(string, SaveOptions)"/> writes beside the weights.</summary>
public sealed record SaveOptions
{
    /// <summary>
    /// Whether the optimizer's memory, the seed and the numbers of steps and epochs are written too, for <see cref="Model.LoadCheckpoint(string)"/>:
    /// a training that goes on from there ends in the same weights, bit for bit, as one that never stopped.
    /// </summary>
    public bool IncludeOptimizer { get; init; }
}
