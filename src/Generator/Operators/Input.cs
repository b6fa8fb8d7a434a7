using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Input <paramref name="Index"/> of the model.</summary>
internal sealed record Input(int Index, TensorType Type) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;

    protected override string Attributes => $"({Index}: {Type})";
}
