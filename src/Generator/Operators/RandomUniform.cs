using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// Uniform numbers in [0, 1) from Philox4x32-10: element i of stream <paramref name="Stream"/> depends on the model's seed, the step,
/// the stream and i alone, so it is the same on every device and for any number of threads.
/// </summary>
internal sealed record RandomUniform(int Stream, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);

    protected override string Attributes => $"({Stream})";
}
