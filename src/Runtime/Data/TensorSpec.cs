using System.Collections.Immutable;

namespace Compiled;

/// <summary>What a data set gives for one input or target.</summary>
/// <param name="Name">For messages; matched to the model by position.</param>
/// <param name="Shape">The sizes of one sample; the batch axis is left out, and one number a sample has no sizes.</param>
/// <param name="Element">Floats, or integers for token ids and class labels.</param>
public sealed record TensorSpec(string Name, ImmutableArray<int> Shape, ElementKind Element = ElementKind.Float32)
{
    /// <summary>The number of elements of one sample.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>As a person writes it: <c>'image' (28, 28) float</c>.</summary>
    public override string ToString() => $"'{Name}' {Wording.Shape(Shape)} {(Element == ElementKind.Float32 ? "float" : "int")}";
}
