using System.Collections.Immutable;

namespace Compiled;

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
    /// <summary>Whether it is a table of which look-ups alone read rows: then only the rows that a batch's ids name have a gradient.</summary>
    public bool HasGradientRows { get; init; }

    /// <summary>The number of elements.</summary>
    public int Length { get; } = Sizes.Product(Shape.AsSpan());
}
