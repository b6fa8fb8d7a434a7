using System.Collections.Immutable;

namespace Compiled;

/// <summary>An output of a model with what training compares it to.</summary>
/// <param name="Shape">The sizes of one sample's prediction; the batch axis is left out. A number of steps may be <see cref="Length.Any"/>.</param>
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
    ImmutableArray<string> CustomMetrics)
{
    /// <summary>The sizes of the mask that says which steps of one sample's prediction count in loss and metrics; empty where all values do.</summary>
    public ImmutableArray<int> MaskShape { get; init; } = [];

    /// <summary>Whether the loss of a batch is the mean over its steps that count, and not over its samples.</summary>
    public bool IsLossOfSteps { get; init; }

    /// <summary>Those of <see cref="CustomMetrics"/> that give a value for each step that the mask speaks of, and not for each sample.</summary>
    public ImmutableArray<string> StepMetrics { get; init; } = [];
}
