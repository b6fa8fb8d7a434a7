using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The first input minus the second.</summary>
internal sealed class Subtract : Merge
{
    public override int MaximumInputs => 2;

    protected override Value Combine(Value left, Value right) => left - right;
}
