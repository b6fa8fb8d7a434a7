using System.Collections.Immutable;
using Compiled.Kernels;

namespace Compiled;

/// <summary>A tensor that an optimizer remembers, for saving.</summary>
/// <param name="Name"><c>state/weight</c>, for example <c>momentum/hidden1/kernel</c>.</param>
internal readonly record struct OptimizerState(string Name, ImmutableArray<int> Shape, AlignedMemory Memory, long Offset)
{
    public int Length => Shape.Aggregate(1, (product, size) => checked(product * size));

    public Span<float> Values => Memory.Span(Offset, Length);
}
