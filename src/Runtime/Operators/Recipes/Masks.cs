using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The mask left &gt; right: 1 where it holds, else 0.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Greater<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Less(right, left);

    /// <inheritdoc cref="Greater{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Greater<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Greater(left, Filled(right));

    /// <inheritdoc cref="Greater{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Greater<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Greater(Filled(left), right);

    /// <summary>The mask left ≥ right: 1 where it holds, else 0.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> GreaterOrEqual<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => LessOrEqual(right, left);

    /// <inheritdoc cref="GreaterOrEqual{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> GreaterOrEqual<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => GreaterOrEqual(left, Filled(right));

    /// <inheritdoc cref="GreaterOrEqual{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> GreaterOrEqual<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => GreaterOrEqual(Filled(left), right);

    /// <summary>The mask left ≠ right: 1 where it holds, else 0.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> NotEqualTo<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Subtract(T.One, EqualTo(left, right));

    /// <inheritdoc cref="NotEqualTo{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> NotEqualTo<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => NotEqualTo(left, Filled(right));

    /// <inheritdoc cref="NotEqualTo{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> NotEqualTo<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => NotEqualTo(Filled(left), right);

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Tensor<T> mask, Tensor<T> whenTrue, Tensor<T> whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, whenTrue, whenFalse);

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Tensor<T> mask, Tensor<T> whenTrue, T whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, whenTrue, whenFalse);

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Tensor<T> mask, T whenTrue, Tensor<T> whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, whenTrue, whenFalse);

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Tensor<T> mask, T whenTrue, T whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, whenTrue, whenFalse);

    /// <summary>1 where a mask is 0, and 0 where it is 1.</summary>
    public static Tensor<T> Not<T>(Tensor<T> mask)
        where T : struct, IFloatingPointIeee754<T> => Subtract(T.One, mask);

    /// <summary>1 where both masks are 1, else 0.</summary>
    public static Tensor<T> And<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Multiply(left, right);

    /// <summary>1 where either mask is 1, else 0.</summary>
    public static Tensor<T> Or<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Maximum(left, right);
}
