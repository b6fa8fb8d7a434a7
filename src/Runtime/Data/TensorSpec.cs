using System.Collections.Immutable;

namespace Compiled;

/// <summary>What a data set gives for one input or target.</summary>
/// <param name="Name">For messages; matched to the model by position.</param>
/// <param name="Shape">
/// The sizes of one sample; the batch axis is left out, and one number a sample has no sizes. Numbers of steps that differ from sample to sample are
/// <see cref="Compiled.Length.Any"/>.
/// </param>
/// <param name="Element">Floats, or integers for token ids and class labels.</param>
public sealed record TensorSpec(string Name, ImmutableArray<int> Shape, ElementKind Element = ElementKind.Float32)
{
    /// <summary>The number of elements of one sample; of one step, where the number of steps is <see cref="Compiled.Length.Any"/>.</summary>
    public int Length { get; } = Sizes.Product(Shape.AsSpan(), leftOut: Compiled.Length.Any);

    /// <summary>Whether a size is <see cref="Compiled.Length.Any"/>.</summary>
    public bool HasAnyLength { get; } = Shape.AsSpan().Contains(Compiled.Length.Any);

    /// <summary>The same for sequences of a known number of steps.</summary>
    /// <param name="steps">The number; positive.</param>
    public TensorSpec WithLength(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return HasAnyLength ? new(Name, [.. Shape.Select(size => size == Compiled.Length.Any ? steps : size)], Element) : this;
    }

    /// <summary>As a person writes it: <c>'image' (28, 28) float</c>; <c>'label' int</c> of one number a sample.</summary>
    public override string ToString() => $"'{Name}' {(Shape.IsEmpty ? "" : Wording.Shape(Shape.Select(size => size == Compiled.Length.Any ? "any" : size.ToString(System.Globalization.CultureInfo.InvariantCulture))) + " ")}{(Element == ElementKind.Float32 ? "float" : "int")}";
}
