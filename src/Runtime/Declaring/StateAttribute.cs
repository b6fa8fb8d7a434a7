namespace Compiled;

/// <summary>
/// Marks a parameter of a cell's <c>Step</c> as a state and gives its sizes, the batch left out. Sizes are written as those of a
/// <see cref="WeightAttribute"/>: an integer, the name of a constructor parameter, or <c>x[-1]</c>, a size of the step's input x; <c>+ - *</c> combine them.
/// </summary>
/// <param name="shape">One expression for each axis behind the batch.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StateAttribute(params string[] shape) : Attribute
{
    /// <summary>One expression for each axis behind the batch.</summary>
    public string[] Shape { get; } = shape;
}
