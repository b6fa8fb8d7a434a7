using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>−Σ targets · log softmax(logits) along the last axis.</summary>
    /// <param name="logits">Shape (…, classes).</param>
    /// <param name="targets">The wanted distribution: the shape of <paramref name="logits"/>.</param>
    /// <returns>One loss a row: shape (…).</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor<T> SoftmaxCrossEntropy<T>(Tensor<T> logits, Tensor<T> targets)
        where T : struct, IFloatingPointIeee754<T> =>
        logits.Lengths.SequenceEqual(targets.Lengths)
            ? ReduceSum(Map(nameof(SoftmaxCrossEntropy), LogSoftmax(logits), targets, (log, target) => target == T.Zero ? T.Zero : -target * log), [-1])
            : throw new ArgumentException($"SoftmaxCrossEntropy takes logits and targets of one shape, but got {TensorElements.Text(logits.Lengths)} and {TensorElements.Text(targets.Lengths)}");
}
