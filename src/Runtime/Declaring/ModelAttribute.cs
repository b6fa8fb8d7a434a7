namespace Compiled;

/// <summary>
/// Marks a partial class as a model. While the project builds, the generator writes its forward and backward program:
/// the layers are either attributes on the class, in order, or calls in a method <c>Forward</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>The loss of every output that has none of its own.</summary>
    public Loss Loss { get; set; }

    /// <summary>The name of a static method <c>(Tensor&lt;float&gt; target, Tensor&lt;float&gt; prediction)</c> that gives one loss a sample; instead of <see cref="Loss"/>.</summary>
    public string? CustomLoss { get; set; }

    /// <summary>Where <see cref="Loss.Huber"/> turns from squares to distances; positive.</summary>
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

    /// <summary>What <c>Fit</c> and <c>Evaluate</c> report beside the loss.</summary>
    public Metric[] Metrics { get; set; } = [];

    /// <summary>Names of static methods <c>(Tensor&lt;float&gt; target, Tensor&lt;float&gt; prediction)</c> that give one value a sample; reported as their mean.</summary>
    public string[] CustomMetrics { get; set; } = [];

    /// <summary>Whether training also computes the gradient of the loss with respect to each floating-point input.</summary>
    public bool InputGradients { get; set; }

    /// <summary>Whether a program is added that keeps what every layer computes, for <see cref="Model.Activations(TensorData, string)"/> and <see cref="Model.GradCam"/>.</summary>
    public bool Inspection { get; set; }

    /// <summary>
    /// Whether the model's programs are also written as compute kernels for devices, see <see cref="Compiled.Devices"/>.
    /// <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> run on the processor all the same.
    /// </summary>
    public bool Gpu { get; set; }
}
