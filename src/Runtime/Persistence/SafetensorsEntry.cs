using System.Collections.Immutable;

namespace Compiled;

/// <summary>A tensor as the header announces it: where it lies among the data.</summary>
internal sealed record SafetensorsEntry(string Name, SafetensorsElement Element, ImmutableArray<long> Shape, long Begin, long End);
