namespace Compiled;

/// <summary>
/// What a model's programs need, in bytes, as planned when it was built. Kernels add room for what they are working on: up to twenty-four
/// megabytes that threads share or, where at most twelve rows are multiplied by a matrix whose columns are no multiple of 32, up to 128 bytes
/// for each of that matrix's rows; for a recurrent layer its weights once more, and what the inputs contribute to a few of its steps (of 128
/// samples or of the batch, whichever is more); and for each thread about half a megabyte or, in convolutions by minimal filtering, up to ten
/// kilobytes for each channel and filter. Results of the batch, and a copy of its samples, come on top.
/// </summary>
/// <param name="Weights">The weights.</param>
/// <param name="Gradients">Their gradients; 0 for a model without a loss.</param>
/// <param name="OptimizerState">What the optimizer remembers of each weight; 0 for a model without a loss.</param>
/// <param name="Workspace">All values between the inputs and the results, which share memory as soon as the last that needs one has read it.</param>
/// <param name="UnsharedWorkspace">What the workspace would be if every value had a place of its own.</param>
public readonly record struct MemoryPlan(long Weights, long Gradients, long OptimizerState, long Workspace, long UnsharedWorkspace)
{
    /// <summary>Weights, gradients, the optimizer's state and the workspace.</summary>
    public long Total => Weights + Gradients + OptimizerState + Workspace;

    /// <summary>The same with a place of its own for every value: <see cref="UnsharedWorkspace"/> instead of <see cref="Workspace"/>.</summary>
    public long UnsharedTotal => Total - Workspace + UnsharedWorkspace;
}
