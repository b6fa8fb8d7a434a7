using System.Collections.Immutable;

namespace Compiled;

/// <summary>What the compiler knows of a model: the tables behind <c>Summary</c>, checking, saving and training.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="ParameterLength">Floats in the parameter arena, padding included.</param>
public sealed record ModelSchema(
    string Name,
    ImmutableArray<InputSchema> Inputs,
    ImmutableArray<OutputSchema> Outputs,
    ImmutableArray<LayerSchema> Layers,
    ImmutableArray<ParameterSchema> Parameters,
    long ParameterLength)
{
    /// <summary>What layers keep between batches; empty where none is stateful.</summary>
    public ImmutableArray<StateSchema> States { get; init; } = [];

    /// <summary>The layers that can be looked at, those of models inside among them; empty for a model without <c>Inspection = true</c>.</summary>
    public ImmutableArray<InspectedLayerSchema> Inspected { get; init; } = [];

    /// <summary>The most steps of a sequence, where shapes have <see cref="Length.Any"/>; 0 where all sizes are fixed.</summary>
    public int MaxLength { get; init; }
}
