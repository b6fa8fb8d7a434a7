using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Input <paramref name="Index"/> of the model.</summary>
internal sealed record Input(int Index, TensorType Type) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;
}

/// <summary>The target (label) of output <paramref name="Index"/> of the model.</summary>
internal sealed record Target(int Index, TensorType Type) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;
}

/// <summary>How much each sample counts in the loss of output <paramref name="Index"/>: shape (batch), all ones unless the caller weighs samples or classes.</summary>
internal sealed record SampleWeight(int Index) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Of(Dimension.Batch));
}

/// <summary>Parameter <paramref name="Index"/> of the model, at its place in the arena.</summary>
internal sealed record Parameter(int Index, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);
}

/// <summary>A scalar known while building.</summary>
internal sealed record Constant(double Value) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Scalar);
}

/// <summary>A size as a number: a scalar that is known once the batch is, such as the divisor of a mean over samples.</summary>
internal sealed record Size(Dimension Dimension) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Scalar);
}

/// <summary>
/// Uniform numbers in [0, 1) from Philox4x32-10: element i of stream <paramref name="Stream"/> depends on the model's seed, the step,
/// the stream and i alone, so it is the same on every device and for any number of threads.
/// </summary>
internal sealed record RandomUniform(int Stream, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);
}

/// <summary>Standard normal numbers from the same generator, by the Box–Muller transform.</summary>
internal sealed record RandomNormal(int Stream, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);
}
