using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The smallest of its inputs, element by element.</summary>
internal sealed class Minimum : Merge
{
    protected override Value Combine(Value left, Value right) => left.Minimum(right);
}
