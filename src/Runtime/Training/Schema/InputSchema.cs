using System.Collections.Immutable;

namespace Compiled;

/// <summary>An input of a model.</summary>
/// <param name="Shape">The sizes of one sample; the batch axis is left out. The number of steps may be <see cref="Length.Any"/>.</param>
public sealed record InputSchema(string Name, ImmutableArray<int> Shape, ElementKind Element)
{
    /// <summary>The number of ids that the smallest table behind an input of token ids has a row for, from 0 on; null where no table is behind it, or not the same behind all.</summary>
    public int? Ids { get; init; }

    /// <summary>Where the ids of a sample reach different tables: the limits of those side by side, in order, again and again to the sample's end; else empty.</summary>
    public ImmutableArray<IdRun> IdRuns { get; init; } = [];
}

/// <summary>Ids side by side that reach the same tables.</summary>
/// <param name="Count">How many there are; positive.</param>
/// <param name="Ids">The number of ids that the smallest table behind them has a row for, from 0 on; null where none is.</param>
public readonly record struct IdRun(int Count, int? Ids);
