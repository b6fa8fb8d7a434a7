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

    /// <summary>
    /// The sizes of what there is for each sample: the axes behind the batch, and before them the number of rows where a sample has several, as
    /// where each step of a sequence is a row. Null where the first axis is no multiple of the batch.
    /// </summary>
    public EquatableArray<Dimension>? SizesOfSample()
    {
        if (Rank == 0 || !Dimensions[0].TryDivide(Dimension.Batch, out Dimension rows))
        {
            return null;
        }

        return (rows == Dimension.One ? WithoutAxis(0) : WithAxis(0, rows)).Dimensions;
    }

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
