using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>e^x over its sum along the last axis, computed relative to the largest element so that nothing overflows.</summary>
    /// <param name="x">Shape (…, classes), which the result keeps.</param>
    public static Tensor<T> Softmax<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(LogSoftmax(x), T.Exp);
}
