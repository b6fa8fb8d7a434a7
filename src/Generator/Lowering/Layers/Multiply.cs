using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The product of its inputs, element by element.</summary>
internal sealed class Multiply : Merge
{
    protected override Value Combine(Value left, Value right) => left * right;
}
