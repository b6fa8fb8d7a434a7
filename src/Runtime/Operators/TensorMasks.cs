using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>
/// The masks that accompany sequences while <c>Forward</c> runs as plain code. A compiled program has none of this: there the compiler
/// knows which value is whose mask. Both keep to the same rules: a mask stays with a result whose steps are still those of the operand.
/// </summary>
internal static class TensorMasks
{
    // By object: the tensors of the base class library cannot carry anything.
    private static readonly ConditionalWeakTable<object, object> _masks = new();

    /// <summary>The tensor's mask; null where it has none.</summary>
    public static Tensor<T>? Of<T>(Tensor<T> x) => _masks.TryGetValue(x, out object? mask) ? (Tensor<T>)mask : null;

    public static Tensor<T> Attach<T>(Tensor<T> x, Tensor<T> mask)
    {
        _masks.AddOrUpdate(x, mask);
        return x;
    }

    /// <summary>Whether the axes of a mask are the first axes of a tensor.</summary>
    public static bool Fits(ReadOnlySpan<nint> mask, ReadOnlySpan<nint> x) => mask.Length <= x.Length && mask.SequenceEqual(x[..mask.Length]);

    /// <summary>Gives a result the mask that its operand has, if the operator leaves the first axes as they are.</summary>
    /// <param name="first">The first axis that the operator changes.</param>
    public static Tensor<T> Keep<T>(Tensor<T> result, Tensor<T> operand, int first = int.MaxValue) =>
        Of(operand) is { } mask && mask.Rank <= first && Fits(mask.Lengths, result.Lengths) ? Attach(result, mask) : result;

    /// <summary>Gives a result the mask that its operand has, moved as the elements are where the mask has the axis along which they move.</summary>
    public static Tensor<T> Move<T>(Tensor<T> result, Tensor<T> operand, int axis, Func<Tensor<T>, Tensor<T>> move) =>
        Of(operand) is not { } mask ? result : Attach(result, mask.Rank > axis ? move(mask) : mask);

    /// <summary>Gives sequences put one after the other along an axis of their masks the masks in the same order, ones for a sequence that has none.</summary>
    /// <returns>Whether there are masks with this axis.</returns>
    public static bool TryJoin<T>(Tensor<T> result, Tensor<T>[] sequences, int axis, Func<Tensor<T>[], Tensor<T>> join)
    {
        int[] ranks = [.. sequences.Select(Of).OfType<Tensor<T>>().Select(mask => mask.Rank).Distinct()];
        if (ranks is not [var rank] || axis >= rank)
        {
            return false;
        }

        Attach(result, join([.. sequences.Select(sequence => Of(sequence) ?? Ones(sequence, rank))]));
        return true;
    }

    /// <summary>Gives a result the masks of all its operands: a step counts that counts in each.</summary>
    /// <inheritdoc cref="Keep{T}(Tensor{T}, Tensor{T}, int)"/>
    public static Tensor<T> KeepAll<T>(Tensor<T> result, ReadOnlySpan<Tensor<T>> operands, int first = int.MaxValue)
    {
        Tensor<T>? all = null;
        foreach (Tensor<T> operand in operands)
        {
            if (Of(operand) is { } mask && mask.Rank <= first && Fits(mask.Lengths, result.Lengths))
            {
                all = all is null ? mask : And(all, mask);
            }
        }

        return all is null ? result : Attach(result, all);
    }

    private static Tensor<T> Ones<T>(Tensor<T> x, int rank)
    {
        nint[] shape = x.Shape()[..rank];
        var ones = new T[TensorElements.Length(shape)];
        Array.Fill(ones, (T)Convert.ChangeType(1, typeof(T), System.Globalization.CultureInfo.InvariantCulture));
        return TensorElements.Create(ones, shape);
    }

    /// <summary>One where both masks are; the mask with fewer axes holds for all of the other's.</summary>
    private static Tensor<T> And<T>(Tensor<T> left, Tensor<T> right)
    {
        (Tensor<T> coarse, Tensor<T> fine) = left.Rank <= right.Rank ? (left, right) : (right, left);
        T[] both = fine.Values(), other = coarse.Values();
        int run = both.Length / Math.Max(1, other.Length);
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = EqualityComparer<T>.Default.Equals(other[i / run], default) ? other[i / run] : both[i];
        }

        return TensorElements.Create(both, fine.Shape());
    }
}
