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
    long ParameterLength);

/// <summary>The type of a tensor's elements.</summary>
public enum ElementKind
{
    /// <summary><see cref="float"/>.</summary>
    Float32,

    /// <summary><see cref="int"/>, for token ids and class labels.</summary>
    Int32,
}

/// <summary>An input of a model.</summary>
/// <param name="Shape">The sizes of one sample; the batch axis is left out.</param>
public sealed record InputSchema(string Name, ImmutableArray<int> Shape, ElementKind Element);

/// <summary>An output of a model with what training compares it to.</summary>
/// <param name="Shape">The sizes of one sample's prediction; the batch axis is left out.</param>
/// <param name="TargetShape">The sizes of one sample's target; empty for one number (or label) a sample.</param>
/// <param name="Loss">The loss's name; empty where the model has none.</param>
/// <param name="LossWeight">The factor of this output's loss in the total.</param>
/// <param name="Metrics">Built-in metrics.</param>
/// <param name="CustomMetrics">Names of custom metrics whose per-sample values the program computes.</param>
public sealed record OutputSchema(
    string Name,
    ImmutableArray<int> Shape,
    ImmutableArray<int> TargetShape,
    ElementKind TargetElement,
    string Loss,
    float LossWeight,
    ImmutableArray<MetricSchema> Metrics,
    ImmutableArray<string> CustomMetrics);

/// <summary>A built-in metric of an output.</summary>
/// <param name="Declared">As the user wrote it: decides the name.</param>
/// <param name="Kind">What is computed: where <see cref="Metric.Accuracy"/> was declared, the accuracy that fits loss and output.</param>
public sealed record MetricSchema(Metric Declared, Metric Kind);

/// <summary>A row of <c>Summary</c>.</summary>
/// <param name="OutputShape">The sizes of the output, batch left out.</param>
/// <param name="Parameters">Indices into <see cref="ModelSchema.Parameters"/>.</param>
/// <param name="ConnectedTo">The layers or inputs whose outputs it takes.</param>
public sealed record LayerSchema(string Name, string Kind, ImmutableArray<int> OutputShape, ImmutableArray<int> Parameters, ImmutableArray<string> ConnectedTo);

/// <summary>A tensor in the parameter arena.</summary>
/// <param name="Name"><c>layer/role</c>, for example <c>hidden1/kernel</c>; the name in saved files.</param>
/// <param name="Offset">Its first element, in floats from the start of the arena.</param>
/// <param name="IsTrainable">Whether training computes a gradient for it.</param>
/// <param name="IsState">A moving statistic: not trained, but changed by training.</param>
/// <param name="Group">The optimizer group that its layer names; empty for none.</param>
public sealed record ParameterSchema(
    string Name,
    string Layer,
    string Role,
    ImmutableArray<int> Shape,
    long Offset,
    bool IsTrainable,
    bool IsState,
    WeightInitializer Initializer,
    WeightConstraint? Constraint,
    string Group)
{
    /// <summary>The number of elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, size) => checked(product * size));
}
