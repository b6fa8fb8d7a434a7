namespace Compiled;

/// <summary>
/// What output layers share that train on a sample of very many classes. They predict softmax(x · kernelᵀ + bias) along the last axis; training with
/// <see cref="Loss.SparseCategoricalCrossentropy"/> computes the loss from the right classes and <see cref="Negatives"/> others, drawn anew in each step for all of
/// its samples, and adds gradients only to the rows of those. Classes are to be numbered from the most frequent to the least, as <see cref="Tokenizer"/> does: they are drawn,
/// with replacement, by the distribution of <see cref="LogUniformSampler"/>. Evaluation takes the cross-entropy over all classes. Kernel (classes, features), bias (classes).
/// </summary>
/// <remarks>Metrics of such an output need all classes in training too, which costs what the layer saves: leave them out, and evaluate.</remarks>
/// <param name="classes">The number of classes; positive, at most 16,777,216.</param>
public abstract class SampledOutputDefinition(int classes) : KernelLayerDefinition
{
    /// <summary>The number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>How many classes are drawn in a step; positive.</summary>
    public int Negatives { get; set; } = 64;
}
