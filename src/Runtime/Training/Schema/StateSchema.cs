using System.Collections.Immutable;

namespace Compiled;

/// <summary>What a layer keeps between batches.</summary>
/// <param name="Name">The layer's name, a slash and which of its states: <c>lstm/state_1</c>.</param>
/// <param name="Shape">The sizes for one sample; the batch axis is left out.</param>
public sealed record StateSchema(string Name, ImmutableArray<int> Shape)
{
    /// <summary>The number of elements for one sample.</summary>
    public int Length { get; } = Sizes.Product(Shape.AsSpan());
}
