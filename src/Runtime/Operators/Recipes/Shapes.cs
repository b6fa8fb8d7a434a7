using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>All axes behind the first as one: (batch, a, b) becomes (batch, a · b).</summary>
    public static Tensor<T> Flatten<T>(Tensor<T> x) => Reshape(x, x.Lengths[0], TensorElements.Length(x.Lengths[1..]));

    /// <summary>A new axis of size one.</summary>
    /// <param name="axis">Its place in the result; a negative one counts from the end, −1 being behind the last axis.</param>
    /// <exception cref="ArgumentException">The result has no such axis.</exception>
    public static Tensor<T> ExpandDims<T>(Tensor<T> x, int axis)
    {
        List<nint> shape = [.. x.Shape()];
        shape.Insert(TensorElements.Axis(nameof(ExpandDims), axis, [.. shape, 1]), 1);
        return Reshape(x, [.. shape]);
    }

    /// <summary>Without an axis of size one.</summary>
    /// <exception cref="ArgumentException">The shape has no such axis, or it is larger.</exception>
    public static Tensor<T> Squeeze<T>(Tensor<T> x, int axis)
    {
        List<nint> shape = [.. x.Shape()];
        int position = TensorElements.Axis(nameof(Squeeze), axis, x.Lengths);
        if (shape[position] != 1)
        {
            throw new ArgumentException($"Squeeze cannot remove axis {position} of {TensorElements.Text(x.Lengths)}, whose size is {shape[position]}", nameof(axis));
        }

        shape.RemoveAt(position);
        return Reshape(x, [.. shape]);
    }

    /// <summary>Tensors of one shape one after another along a new axis.</summary>
    /// <param name="axis">The new axis' place in the result; a negative one counts from the end.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there is no tensor.</exception>
    public static Tensor<T> Stack<T>(int axis, params Tensor<T>[] tensors)
    {
        if (tensors.Length == 0)
        {
            throw new ArgumentException("Stack takes at least one tensor", nameof(tensors));
        }

        int position = TensorElements.Axis(nameof(Stack), axis, [.. tensors[0].Lengths, 1]);
        return Concatenate(position, [.. tensors.Select(t => ExpandDims(t, position))]);
    }
}
