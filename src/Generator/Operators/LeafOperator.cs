using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Data that exists before the program runs.</summary>
internal abstract record LeafOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Leaf;

    public sealed override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [];
}
