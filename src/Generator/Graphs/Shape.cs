namespace Compiled.Generator.Graphs;

/// <summary>The sizes of a tensor's axes, outermost first; a scalar has none.</summary>
internal sealed record Shape
{
    /// <summary>Asked for often, and no part of the value.</summary>
    private Dimension? _length;

    public Shape(EquatableArray<Dimension> dimensions) => Dimensions = dimensions;

    public EquatableArray<Dimension> Dimensions { get; }

    public static Shape Scalar { get; } = new(EquatableArray<Dimension>.Empty);

    public int Rank => Dimensions.Count;

    public Dimension this[int axis] => Dimensions[axis];

    /// <summary>The number of elements.</summary>
    public Dimension Length => _length ??= Product();

    /// <summary>Whether a size is another for sequences of another length.</summary>
    public bool DependsOnLength
    {
        get
        {
            foreach (Dimension size in Dimensions)
            {
                if (size.DependsOnLength)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static Shape Of(params Dimension[] dimensions) => new(EquatableArray.Of(dimensions));

    public Shape WithAxis(int axis, Dimension size) => new(Dimensions.Items.SetItem(axis, size));

    public Shape WithoutAxis(int axis) => new(Dimensions.Items.RemoveAt(axis));

    public Shape Insert(int axis, Dimension size) => new(Dimensions.Items.Insert(axis, size));

    private Dimension Product()
    {
        Dimension product = Dimension.One;
        foreach (Dimension size in Dimensions)
        {
            product *= size;
        }

        return product;
    }

    public bool Equals(Shape? other) => ReferenceEquals(this, other) || (other is not null && Dimensions == other.Dimensions);

    public override int GetHashCode() => Dimensions.GetHashCode();

    /// <summary>As a person writes it: <c>(batch, 28, 28)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Dimensions)})";
}

/// <summary>What an element of a tensor is.</summary>
internal enum ElementType
{
    Float32,
    Int32,
}

/// <summary>A tensor's shape and what its elements are.</summary>
internal sealed record TensorType(Shape Shape, ElementType Element = ElementType.Float32)
{
    public override string ToString() => Element == ElementType.Float32 ? Shape.ToString() : $"{Shape} of int";
}
