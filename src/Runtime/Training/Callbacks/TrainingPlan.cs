namespace Compiled;

/// <summary>What a training, evaluation or prediction is going to do.</summary>
/// <param name="Epochs">The epoch it ends with; 1 outside of training.</param>
/// <param name="InitialEpoch">The epochs done before.</param>
/// <param name="Steps">Batches an epoch; null where that is not known.</param>
/// <param name="Names">The names that logs have at the end of an epoch.</param>
public sealed record TrainingPlan(int Epochs, int InitialEpoch, int? Steps, IReadOnlyList<string> Names);
