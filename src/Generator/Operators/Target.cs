using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The target (label) of output <paramref name="Index"/> of the model.</summary>
internal sealed record Target(int Index, TensorType Type) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;

    protected override string Attributes => $"({Index}: {Type})";
}
