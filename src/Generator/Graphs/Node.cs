using Compiled.Generator.Operators;

namespace Compiled.Generator.Graphs;

/// <summary>One application of an operator. <see cref="Id"/> is its place in <see cref="Graph.Nodes"/>, after all of its inputs.</summary>
/// <param name="Layer">The layer that asked for it, for comments and messages; empty for what belongs to no layer.</param>
/// <param name="IsBackward">Whether differentiation made it.</param>
internal sealed record Node(int Id, Operator Operator, EquatableArray<int> Inputs, TensorType Type, string Layer, bool IsBackward)
{
    public Shape Shape => Type.Shape;

    public override string ToString() => $"%{Id} = {Operator}({string.Join(", ", Inputs.Select(i => $"%{i}"))}) : {Type}";
}
