namespace Compiled;

/// <summary>What a checkpoint keeps of a learning rate.</summary>
/// <param name="IsConstant">Whether the value is the rate itself; else it is the factor of a schedule.</param>
internal readonly record struct SavedLearningRate(bool IsConstant, float Value);
