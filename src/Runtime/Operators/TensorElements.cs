using System.Globalization;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// What the plain operators share: elements in row-major order, shapes, broadcasting. The tensors of the base class library have
/// at least one axis, so a scalar is a tensor of shape (1).
/// </summary>
internal static class TensorElements
{
    /// <summary>A copy of the elements in row-major order.</summary>
    public static T[] Values<T>(this Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    public static nint[] Shape<T>(this Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Lengths.ToArray();
    }

    public static Tensor<T> Create<T>(T[] values, nint[] shape) => Tensor.Create(values, shape.Length == 0 ? [1] : shape);

    /// <summary>The shape as a person writes it: <c>(128, 10)</c>.</summary>
    public static string Text(ReadOnlySpan<nint> shape)
    {
        var sizes = new string[shape.Length];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = shape[axis].ToString(CultureInfo.InvariantCulture);
        }

        return $"({string.Join(", ", sizes)})";
    }

    /// <summary>The number of elements of a shape.</summary>
    public static nint Length(ReadOnlySpan<nint> shape)
    {
        nint length = 1;
        foreach (nint size in shape)
        {
            length = checked(length * size);
        }

        return length;
    }

    /// <summary>An axis counted from the front; a negative one counts from the end.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    public static int Axis(string operation, int axis, ReadOnlySpan<nint> shape) => axis >= -shape.Length && axis < shape.Length
        ? (axis < 0 ? axis + shape.Length : axis)
        : throw new ArgumentException($"{operation}: {Text(shape)} has no axis {axis.ToString(CultureInfo.InvariantCulture)}", nameof(axis));

    /// <summary>The shape that two shapes broadcast to, aligned at their last axes.</summary>
    /// <exception cref="ArgumentException">Two sizes differ and neither is one.</exception>
    public static nint[] Broadcast(string operation, nint[] left, nint[] right)
    {
        var shape = new nint[Math.Max(left.Length, right.Length)];
        for (int axis = 1; axis <= shape.Length; axis++)
        {
            nint a = axis <= left.Length ? left[^axis] : 1;
            nint b = axis <= right.Length ? right[^axis] : 1;
            shape[^axis] = a == b || b == 1 ? a
                : a == 1 ? b
                : throw new ArgumentException($"{operation} cannot broadcast {Text(left)} with {Text(right)}");
        }

        return shape;
    }

    /// <summary>The elements repeated to a shape that the tensor broadcasts to.</summary>
    public static T[] Expand<T>(this Tensor<T> tensor, nint[] shape)
    {
        T[] values = tensor.Values();
        nint[] own = tensor.Shape();
        if (own.AsSpan().SequenceEqual(shape))
        {
            return values;
        }

        var strides = new nint[shape.Length];
        nint stride = 1;
        for (int axis = 1; axis <= own.Length; axis++)
        {
            strides[^axis] = own[^axis] == 1 ? 0 : stride;
            stride *= own[^axis];
        }

        return Gather(values, shape, strides);
    }

    /// <summary>The elements of a shape, in row-major order, from an array whose axes lie <paramref name="strides"/> apart.</summary>
    public static T[] Gather<T>(T[] values, nint[] shape, nint[] strides)
    {
        var result = new T[Length(shape)];
        var index = new nint[shape.Length];
        nint offset = 0;
        for (nint i = 0; i < result.Length; i++)
        {
            result[i] = values[offset];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    /// <summary>The distance, in elements, between neighbours along each axis of a dense tensor.</summary>
    public static nint[] Strides(nint[] shape)
    {
        var strides = new nint[shape.Length];
        nint stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>The numbers of elements before, along and behind an axis.</summary>
    public static (nint Outer, nint Size, nint Inner) Around(nint[] shape, int axis) =>
        (Length(shape.AsSpan(0, axis)), shape[axis], Length(shape.AsSpan(axis + 1)));
}
