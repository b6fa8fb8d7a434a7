using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>
    /// The mask of a sequence: 1 for each step that counts, 0 for each that is padding. Ones where the sequence has no mask, so that what is
    /// written for masks serves every sequence. No gradient goes through it.
    /// </summary>
    /// <param name="x">Shape (batch, steps, …).</param>
    /// <returns>Shape (batch, steps).</returns>
    /// <exception cref="ArgumentException">The tensor has no steps.</exception>
    public static Tensor<T> Mask<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2)
        {
            throw new ArgumentException($"Mask takes sequences, (batch, steps, …), not {TensorElements.Text(x.Lengths)}", nameof(x));
        }

        return TensorMasks.Of(x) ?? BroadcastTo(Filled(T.One), x.Lengths[0], x.Lengths[1]);
    }

    /// <summary>The sequence with a mask in place of its own, for the layers, operators, losses and metrics that follow.</summary>
    /// <param name="x">Shape (batch, steps, …).</param>
    /// <param name="mask">Shape (batch, steps): 1 for each step that counts, else 0.</param>
    /// <exception cref="ArgumentException">The mask's axes are not the first ones of the tensor.</exception>
    public static Tensor<T> WithMask<T>(Tensor<T> x, Tensor<T> mask)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        return mask.Rank >= 2 && TensorMasks.Fits(mask.Lengths, x.Lengths)
            ? TensorMasks.Attach(TensorElements.Create(x.Values(), x.Shape()), WithoutMask(mask))
            : throw new ArgumentException($"WithMask: a mask {TensorElements.Text(mask.Lengths)} is none for the steps of {TensorElements.Text(x.Lengths)}", nameof(mask));
    }

    /// <summary>The sequence without its mask: padding counts as data from here on.</summary>
    public static Tensor<T> WithoutMask<T>(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return TensorMasks.Of(x) is null ? x : TensorElements.Create(x.Values(), x.Shape());
    }
}
