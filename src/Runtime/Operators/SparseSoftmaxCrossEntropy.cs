using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>−log softmax(logits) at the label.</summary>
    /// <param name="logits">Shape (…, classes).</param>
    /// <param name="labels">Shape (…), each from 0 to classes − 1.</param>
    /// <returns>One loss a row: shape (…).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a label is not a class.</exception>
    public static Tensor<T> SparseSoftmaxCrossEntropy<T>(Tensor<T> logits, Tensor<int> labels)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = logits.Shape(), rows = labels.Shape();
        nint[] expected = shape.Length == 1 ? [1] : shape[..^1];
        if (!expected.AsSpan().SequenceEqual(rows))
        {
            throw new ArgumentException($"SparseSoftmaxCrossEntropy takes one label for each row of {TensorElements.Text(shape)}, so labels of shape {TensorElements.Text(expected)}, but got {TensorElements.Text(rows)}");
        }

        T[] logarithms = LogSoftmax(logits).Values();
        int[] values = labels.Values();
        int classes = (int)shape[^1];
        var losses = new T[values.Length];
        for (int row = 0; row < losses.Length; row++)
        {
            RequireLabel(nameof(SparseSoftmaxCrossEntropy), values[row], classes);
            losses[row] = -logarithms[(row * classes) + values[row]];
        }

        return TensorMasks.Keep(TensorElements.Create(losses, rows), logits, shape.Length - 1);
    }
}
