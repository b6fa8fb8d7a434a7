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

    /// <summary>What is reported of this output; empty takes the model's.</summary>
    public Metric[] Metrics { get; set; } = [];

    /// <summary>Names of static metric methods for this output.</summary>
    public string[] CustomMetrics { get; set; } = [];
}
