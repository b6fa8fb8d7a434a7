using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Of values in the shape of x, those at the places that <see cref="MaxPooling"/> of x took y from; zero where x and y do not belong together.</summary>
    /// <param name="x">What was pooled: shape (batch, spatial …, channels).</param>
    /// <param name="y">The result of pooling.</param>
    /// <param name="values">Shape of x.</param>
    /// <param name="window">As of the pooling; so are the others.</param>
    /// <returns>The shape of y.</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> MaxPoolingSelection<T>(Tensor<T> x, Tensor<T> y, Tensor<T> values, int[] window, int[] strides, int[] before, int[] after)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape();
        WindowPositions positions = Pool(nameof(MaxPoolingSelection), shape, window, strides, before, after);
        RequirePooled(nameof(MaxPoolingSelection), positions, shape, y.Shape());
        RequirePooled(nameof(MaxPoolingSelection), positions, values.Shape(), y.Shape());
        T[] from = values.Values();
        var result = new T[TensorElements.Length(y.Shape())];
        VisitLargest(positions, shape, x.Values(), y.Values(), (i, o) => result[o] = from[i]);
        return TensorElements.Create(result, y.Shape());
    }
}
