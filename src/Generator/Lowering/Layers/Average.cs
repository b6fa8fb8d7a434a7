using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The mean of its inputs, element by element.</summary>
internal sealed class Average : Merge
{
    protected override Value Combine(Value left, Value right) => left + right;

    protected override Value Finish(Value result, int count) => result * (1.0 / count);
}
