using System.Collections.Immutable;
using Compiled.Kernels;

namespace Compiled;

/// <summary>A tensor that an optimizer remembers, for saving.</summary>
/// <param name="Name"><c>state/weight</c>, for example <c>momentum/hidden1/kernel</c>.</param>
internal readonly record struct OptimizerState(string Name, ImmutableArray<int> Shape, AlignedMemory Memory, long Offset)
{
    public int Length => Sizes.Product(Shape.AsSpan());

    public Span<float> Values => Memory.Span(Offset, Length);
}
