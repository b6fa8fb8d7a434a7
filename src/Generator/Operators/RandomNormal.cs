using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Standard normal numbers from the same generator, by the Box–Muller transform.</summary>
internal sealed record RandomNormal(int Stream, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);

    protected override string Attributes => $"({Stream})";
}
