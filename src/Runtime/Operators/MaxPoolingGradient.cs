using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>What <see cref="MaxPooling"/> hands back: each element of the gradient goes to the first element of its window that equals y, or to the first that is not a number where y is none.</summary>
    /// <param name="x">What was pooled: shape (batch, spatial …, channels).</param>
    /// <param name="y">The result of pooling.</param>
    /// <param name="gradient">The gradient of the result.</param>
    /// <param name="window">As of the pooling; so are the others.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> MaxPoolingGradient<T>(Tensor<T> x, Tensor<T> y, Tensor<T> gradient, int[] window, int[] strides, int[] before, int[] after)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape();
        WindowPositions positions = Pool(nameof(MaxPoolingGradient), shape, window, strides, before, after);
        RequirePooled(nameof(MaxPoolingGradient), positions, shape, y.Shape());
        RequirePooled(nameof(MaxPoolingGradient), positions, shape, gradient.Shape());
        T[] slopes = gradient.Values();
        var sums = new double[TensorElements.Length(shape)];
        VisitLargest(positions, shape, x.Values(), y.Values(), (i, o) => sums[i] += double.CreateTruncating(slopes[o]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), shape);
    }

    /// <summary>For every result, the first element of its window that equals it.</summary>
    private static void VisitLargest<T>(WindowPositions positions, nint[] shape, T[] x, T[] y, PooledElement visit)
        where T : struct, IFloatingPointIeee754<T>
    {
        var found = new bool[y.Length];
        Visit(positions, shape, (i, o) =>
        {
            if (!found[o] && (x[i] == y[o] || (T.IsNaN(x[i]) && T.IsNaN(y[o]))))
            {
                found[o] = true;
                visit(i, o);
            }
        });
    }
}
