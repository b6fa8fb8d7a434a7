using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The mean of several tensors, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or there is no tensor.</exception>
    public static Tensor<T> Average<T>(params Tensor<T>[] tensors)
        where T : struct, IFloatingPointIeee754<T> => tensors.Length > 0
            ? Multiply(tensors.Aggregate((left, right) => Add(left, right)), T.One / T.CreateChecked(tensors.Length))
            : throw new ArgumentException("Average takes at least one tensor", nameof(tensors));
}
