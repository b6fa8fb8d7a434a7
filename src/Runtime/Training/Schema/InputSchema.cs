using System.Collections.Immutable;

namespace Compiled;

/// <summary>An input of a model.</summary>
/// <param name="Shape">The sizes of one sample; the batch axis is left out. The number of steps may be <see cref="Length.Any"/>.</param>
public sealed record InputSchema(string Name, ImmutableArray<int> Shape, ElementKind Element)
{
    /// <summary>The number of ids that the smallest table behind an input of token ids has a row for, from 0 on; null where no table is behind it.</summary>
    public int? Ids { get; init; }
}
