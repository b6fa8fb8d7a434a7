using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Parameter <paramref name="Index"/> of the model, at its place in the arena.</summary>
internal sealed record Parameter(int Index, Shape Shape) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);

    protected override string Attributes => $"({Index})";
}
