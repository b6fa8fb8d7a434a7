using System.Collections.Immutable;

namespace Compiled;

/// <summary>A row of <c>Summary</c>.</summary>
/// <param name="Kind">Keras's name of the layer, as in <c>Dense</c> or <c>Bidirectional(LSTM)</c>.</param>
/// <param name="OutputShape">The sizes of the output, batch left out.</param>
/// <param name="Parameters">Indices into <see cref="ModelSchema.Parameters"/>.</param>
/// <param name="ConnectedTo">The layers or inputs whose outputs it takes.</param>
public sealed record LayerSchema(string Name, string Kind, ImmutableArray<int> OutputShape, ImmutableArray<int> Parameters, ImmutableArray<string> ConnectedTo)
{
    /// <summary>The sizes of further results: the states behind an output, the weights of an attention, the second direction.</summary>
    public ImmutableArray<ImmutableArray<int>> OtherOutputShapes { get; init; } = [];
}
