using System.Collections.Immutable;

namespace Compiled;

/// <summary>A row of <c>Summary</c>.</summary>
/// <param name="OutputShape">The sizes of the output, batch left out.</param>
/// <param name="Parameters">Indices into <see cref="ModelSchema.Parameters"/>.</param>
/// <param name="ConnectedTo">The layers or inputs whose outputs it takes.</param>
public sealed record LayerSchema(string Name, string Kind, ImmutableArray<int> OutputShape, ImmutableArray<int> Parameters, ImmutableArray<string> ConnectedTo);
