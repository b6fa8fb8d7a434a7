using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The largest of its inputs, element by element.</summary>
internal sealed class Maximum : Merge
{
    protected override Value Combine(Value left, Value right) => left.Maximum(right);
}
