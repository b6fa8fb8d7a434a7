using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>A layer or a model on every step of sequences as if each were a sample of its own, with the same weights; Keras's wrapper of this name.</summary>
    /// <param name="layer">The method of a layer, the <c>Forward</c> of a model inside, or a method of your own.</param>
    /// <param name="x">(batch, steps, …).</param>
    /// <returns>(batch, steps, …) with what <paramref name="layer"/> gives for each step, and the mask of the steps.</returns>
    /// <exception cref="ArgumentException"><paramref name="x"/> has no steps, or the result not one row for each.</exception>
    public static Tensor<TResult> TimeDistributed<T, TResult>(Func<Tensor<T>, Tensor<TResult>> layer, Tensor<T> x)
    {
        nint[] shape = x.Shape();
        if (shape.Length < 2)
        {
            throw new ArgumentException($"TimeDistributed takes (batch, steps, …), but got {TensorElements.Text(shape)}", nameof(x));
        }

        Tensor<TResult> result = layer(TensorElements.Create(x.Values(), [shape[0] * shape[1], .. shape[2..]]));
        nint[] rows = result.Shape();
        if (rows.Length == 0 || rows[0] != shape[0] * shape[1])
        {
            throw new ArgumentException($"TimeDistributed gave {TensorElements.Text(rows)} for {shape[0]} · {shape[1]} steps", nameof(layer));
        }

        Tensor<TResult> sequence = TensorElements.Create(result.Values(), [shape[0], shape[1], .. rows[1..]]);
        if (sequence is Tensor<T> same)
        {
            TensorMasks.Keep(same, x, first: 2);
        }

        return sequence;
    }
}
