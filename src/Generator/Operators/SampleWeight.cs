using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>How much each sample counts in the loss of output <paramref name="Index"/>: shape (batch), all ones unless the caller weighs samples or classes.</summary>
internal sealed record SampleWeight(int Index) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Of(Dimension.Batch));

    protected override string Attributes => $"({Index})";
}
