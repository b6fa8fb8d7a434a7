namespace Compiled;

/// <summary>What <see cref="Model.Save(string, SaveOptions)"/> writes beside the weights.</summary>
public sealed record SaveOptions
{
    /// <summary>
    /// Whether the optimizer's memory, the seed and the numbers of steps and epochs are written too, for <see cref="Model.LoadCheckpoint(string)"/>:
    /// a training that goes on from there ends in the same weights, bit for bit, as one that never stopped.
    /// </summary>
    public bool IncludeOptimizer { get; init; }

    /// <summary>
    /// Texts of your own that belong to the weights, for example <see cref="Tokenizer.ToJson"/> or <see cref="FeatureScaler.ToJson"/>;
    /// <see cref="SafetensorsFile.ReadMetadata(string)"/> gives them back. The names that Compiled uses itself are refused.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
