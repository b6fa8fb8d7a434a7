namespace Compiled;

/// <summary>What a model's programs need, in bytes, as planned when it was built. Optimizers add what they keep for each weight.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Gradients">Their gradients; 0 for a model without a loss.</param>
/// <param name="Workspace">All values between the inputs and the results, which share memory as soon as the last that needs one has read it.</param>
/// <param name="UnsharedWorkspace">What the workspace would be if every value had a place of its own.</param>
public readonly record struct MemoryPlan(long Weights, long Gradients, long Workspace, long UnsharedWorkspace)
{
    /// <summary>Weights, gradients and workspace.</summary>
    public long Total => Weights + Gradients + Workspace;
}
