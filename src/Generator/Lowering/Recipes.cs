using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>Compositions that layers, losses and <c>Ops</c> share.</summary>
internal static class Recipes
{
    /// <summary>The mean square distance from the mean, over all values (not n − 1), as Keras and NumPy take it.</summary>
    public static Value Variance(Value x, IReadOnlyList<int> axes, bool keepDimensions) => (x - x.Mean(axes, keepDimensions: true)).Square().Mean(axes, keepDimensions);

    /// <summary>log Σ e^x, relative to the largest element so that nothing overflows.</summary>
    public static Value LogSumExp(Value x, IReadOnlyList<int> axes, bool keepDimensions)
    {
        Value largest = x.ReduceMaximum(axes, keepDimensions: true).StopGradient();
        Value result = (x - largest).Exp().Sum(axes, keepDimensions: true).Log() + largest;
        return keepDimensions ? result : result.Sum(axes);
    }

    /// <summary>x over its Euclidean norm along an axis, the square sum held above epsilon, as Keras's <c>l2_normalize</c>.</summary>
    public static Value Normalize(Value x, int axis, double epsilon = 1e-12) => x / x.Square().Sum([axis], keepDimensions: true).Maximum(epsilon).Sqrt();

    /// <summary>
    /// The windows of x (batch, spatial …, channels), without padding and gaps, as rows: (batch, positions …, window · channels),
    /// a row in the order of the window, then of the channels.
    /// </summary>
    public static Value Patches(Value x, IReadOnlyList<int> window, Sliding sliding)
    {
        int rank = window.Count;
        int[] outputs = sliding.Outputs("Patches", Sliding.SpatialLengths("Patches", x.Shape), window);
        Value patches = x;
        for (int a = 0; a < rank; a++)
        {
            // The axes before are (positions, window) already.
            int axis = (2 * a) + 1, positions = outputs[a], stride = sliding.Strides[a];
            patches = Enumerable.Range(0, window[a]).Select(k => EveryNth(patches, axis, k, positions, stride)).ToList().Concatenate(axis + 1);
        }

        int[] order = [0, .. Enumerable.Range(0, rank).Select(a => (2 * a) + 1), .. Enumerable.Range(0, rank).Select(a => (2 * a) + 2), (2 * rank) + 1];
        Dimension row = window.Aggregate(x.Shape[rank + 1], (product, size) => product * size);
        return patches.Transpose(order).Reshape(new([x.Shape[0], .. outputs.Select(o => Dimension.Constant(o)), row]));
    }

    /// <summary>The elements first, first + stride … along an axis, which is followed by a new one of size one.</summary>
    private static Value EveryNth(Value x, int axis, int first, int count, int stride)
    {
        int available = (int)x.Shape[axis].Value - first, needed = count * stride;
        Value run = x.Slice(axis, first, Math.Min(available, needed)).Pad(axis, 0, Math.Max(0, needed - available));
        return run.Reshape(run.Shape.WithAxis(axis, count).Insert(axis + 1, stride)).Slice(axis + 1, 0, 1);
    }

    /// <summary>
    /// Sums the products along one axis of each tensor; the other axes follow each other, those of <paramref name="left"/> first,
    /// behind the batch, which both share. Both tensors have 2 or 3 axes.
    /// </summary>
    public static Value BatchDot(Value left, Value right, int leftAxis, int rightAxis)
    {
        if (left.Shape.Rank == 2 && right.Shape.Rank == 2)
        {
            return (left * right).Sum([1], keepDimensions: true);
        }

        Value l = left.Shape.Rank == 2 ? left.Reshape(left.Shape.Insert(1, Dimension.One)) : left;
        Value r = right.Shape.Rank == 2 ? right.Reshape(right.Shape.Insert(1, Dimension.One)) : right;
        bool transposeLeft = left.Shape.Rank == 3 && leftAxis == 1;
        bool transposeRight = right.Shape.Rank == 2 || rightAxis == 2;
        Value product = l.MatrixProduct(r, transposeLeft, transposeRight);
        return left.Shape.Rank == 2 ? product.Reshape(product.Shape.WithoutAxis(1))
            : right.Shape.Rank == 2 ? product.Reshape(product.Shape.WithoutAxis(2))
            : product;
    }
}
