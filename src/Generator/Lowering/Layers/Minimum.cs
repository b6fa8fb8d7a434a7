using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The smallest of its inputs, element by element.</summary>
internal sealed class Minimum : Merge
{
    protected override Value Combine(Value left, Value right) => left.Minimum(right);
}
