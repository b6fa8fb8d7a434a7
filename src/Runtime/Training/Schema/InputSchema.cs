using System.Collections.Immutable;

namespace Compiled;

/// <summary>An input of a model.</summary>
/// <param name="Shape">The sizes of one sample; the batch axis is left out.</param>
public sealed record InputSchema(string Name, ImmutableArray<int> Shape, ElementKind Element);
