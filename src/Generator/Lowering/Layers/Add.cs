using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The sum of its inputs, element by element.</summary>
internal sealed class Add : Merge
{
    protected override Value Combine(Value left, Value right) => left + right;
}
