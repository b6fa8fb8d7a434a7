namespace Compiled;

/// <summary>Settings of one output of a model with several.</summary>
/// <param name="name">The tuple element's name in the result of <c>Forward</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class OutputAttribute(string name) : Attribute
{
    /// <summary>The tuple element's name in the result of <c>Forward</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The loss of this output; <see cref="Loss.None"/> takes the model's.</summary>
    public Loss Loss { get; set; }

    /// <summary>The name of a static loss method, instead of <see cref="Loss"/>.</summary>
    public string? CustomLoss { get; set; }

    /// <summary>The factor of this output's loss in the total.</summary>
    public double LossWeight { get; set; } = 1;

    /// <summary>Where <see cref="Loss.Huber"/> turns from squares to distances; positive. This and the settings below, where not written, are the model's.</summary>
    public double HuberDelta { get; set; } = 1;

    /// <summary>
    /// The share of a target that the cross-entropies of floats spread evenly over all classes, at least 0 and less than 1 (Szegedy et al. 2015):
    /// a share of 0.1 makes 1 of two classes 0.95.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Among how many of the largest predictions the top-k accuracies look for the answer.</summary>
    public int TopK { get; set; } = 5;

    /// <summary>Above which prediction binary accuracy, precision, recall and F1 count a yes; by default 0.5, for binary accuracy on logits 0.</summary>
    public double Threshold { get; set; } = 0.5;

    /// <summary>What is reported of this output; empty takes the model's.</summary>
    public Metric[] Metrics { get; set; } = [];

    /// <summary>Names of static metric methods for this output.</summary>
    public string[] CustomMetrics { get; set; } = [];
}
