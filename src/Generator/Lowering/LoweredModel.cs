using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering;

/// <summary>A model as graphs of operators, with the tables that its generated class shows.</summary>
/// <param name="MaxLength">The most steps of a sequence, for a model that takes any number; else 0.</param>
/// <param name="Inference">Inputs to predictions.</param>
/// <param name="Evaluation">Inputs, targets and sample weights to predictions, losses and custom metrics; layers behave as in inference.</param>
/// <param name="Training">As <paramref name="Evaluation"/> with layers behaving as in training, plus updates of moving statistics; gradients are added by differentiation. Null for a model without a loss.</param>
/// <param name="Inspection">Inputs to predictions, what every layer computes, and a score of the predictions; null where it was not asked for.</param>
/// <param name="LayerGraphs">What each layer's method computes on its own, for the interpreter.</param>
/// <param name="HasShaders">Whether the programs are also written as kernels for devices.</param>
internal sealed record LoweredModel(
    ModelDeclaration Declaration,
    EquatableArray<InputInfo> Inputs,
    EquatableArray<OutputInfo> Outputs,
    EquatableArray<ParameterInfo> Parameters,
    long ParameterLength,
    EquatableArray<LayerInfo> Layers,
    EquatableArray<StateInfo> States,
    int MaxLength,
    Graph Inference,
    Graph? Evaluation,
    Graph? Training,
    Graph? Inspection,
    EquatableArray<LayerGraph> LayerGraphs,
    bool HasInputGradients,
    bool HasShaders)
{
    /// <summary>What <see cref="Inspection"/> keeps, in the order of its <see cref="OutputKind.Activation"/> outputs.</summary>
    public EquatableArray<InspectedInfo> Inspected { get; init; } = EquatableArray<InspectedInfo>.Empty;
}

/// <param name="Type">As data come in.</param>
/// <param name="Order">The order of its axes in <c>Forward</c>; empty where that is the same.</param>
internal sealed record InputInfo(string Name, TensorType Type, EquatableArray<int> Order)
{
    /// <summary>The limits of the ids of a sample, in order, again and again until its end; empty where they name no rows.</summary>
    public EquatableArray<IdRun> Ids { get; init; } = EquatableArray<IdRun>.Empty;
}

/// <summary>Ids side by side with one limit.</summary>
/// <param name="Ids">The rows of the smallest table that they name; null where they name none.</param>
internal readonly record struct IdRun(int Count, long? Ids);

/// <param name="Name">As <c>History</c> and <c>Evaluation</c> name it.</param>
/// <param name="Loss">The loss as the user wrote it: a member of <c>Loss</c> or the name of a method; empty without one.</param>
/// <param name="CustomMetrics">Names of metric methods, in the order of the graph's <see cref="OutputKind.Metric"/> outputs.</param>
internal sealed record OutputInfo(string Name, TensorType Type, TensorType? Target, string Loss, double Weight, EquatableArray<MetricInfo> Metrics, EquatableArray<string> CustomMetrics)
{
    /// <summary>The shape of the mask that says which steps of the prediction count; null where all do.</summary>
    public Shape? Mask { get; init; }

    /// <summary>Whether the loss is a mean over the steps that count, and not over samples.</summary>
    public bool IsLossOfSteps { get; init; }

    /// <summary>Those of the custom metrics that give a value for each step.</summary>
    public EquatableArray<string> StepMetrics { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A built-in metric as declared, and what is computed, both members of <c>Metric</c>: accuracy knows which accuracy.</summary>
/// <param name="Setting">The k or threshold that is written for it; null for the default.</param>
internal sealed record MetricInfo(string Declared, string Kind, double? Setting = null);

/// <summary>A tensor in the parameter arena.</summary>
/// <param name="Name">Unique: <c>layer/role</c>, <c>hidden1/kernel</c>; behind a member's name for a model inside: <c>generator/hidden1/kernel</c>.</param>
/// <param name="Offset">Its first element, in floats from the start of the arena; a multiple of 16.</param>
/// <param name="IsTrainable">Whether training computes a gradient for it: neither frozen nor a moving statistic.</param>
/// <param name="IsState">A moving statistic: never trained, updated by training steps.</param>
/// <param name="Initializer">A C# expression of type <c>Compiled.WeightInitializer</c>.</param>
/// <param name="Constraint">A C# expression of type <c>Compiled.WeightConstraint</c>; null for none.</param>
/// <param name="Group">The optimizer group; empty for the default one.</param>
internal sealed record ParameterInfo(
    int Index,
    string Name,
    string Layer,
    string Role,
    Shape Shape,
    long Offset,
    bool IsTrainable,
    bool IsState,
    string Initializer,
    string? Constraint,
    string Group);

/// <summary>What a layer keeps between batches.</summary>
/// <param name="Name">Unique: <c>layer/state_1</c>.</param>
/// <param name="Shape">Its first axis is the batch, or a multiple of it.</param>
internal sealed record StateInfo(int Index, string Name, Shape Shape);

/// <summary>A row of <c>Summary</c>.</summary>
/// <param name="Kind">Keras's name of the layer: <c>Dense</c>, <c>Bidirectional(LSTM)</c>.</param>
internal sealed record LayerInfo(string Name, string Kind, Shape Output, EquatableArray<int> Parameters, EquatableArray<string> ConnectedTo)
{
    /// <summary>The shapes of further results: states, the weights of an attention, a second direction.</summary>
    public EquatableArray<Shape> OtherOutputs { get; init; } = EquatableArray<Shape>.Empty;
}

/// <summary>A layer that can be looked at.</summary>
/// <param name="Name">As <c>Summary</c> has it; behind the member's name for a layer of a model inside: <c>features/conv1</c>.</param>
/// <param name="Sizes">Of its output for a sample.</param>
internal sealed record InspectedInfo(string Name, EquatableArray<Dimension> Sizes);

/// <summary>A layer alone: the graph's inputs are the layer's, parameters keep the model's indices, prediction k is its result k.</summary>
internal sealed record LayerGraph(string Member, Graph Graph);
