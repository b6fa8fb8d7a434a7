using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// Arithmetic of tensors in <c>Forward</c>. The operators of the base class library do not broadcast both operands: (2, 3) + (2, 1) is
/// of shape (2, 1) there. These are preferred by the compiler, being for one element type alone.
/// </summary>
public static class TensorOperators
{
    extension(Tensor<float>)
    {
        /// <summary>left + right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator +(Tensor<float> left, Tensor<float> right) => Ops.Add(left, right);

        /// <summary>left + right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator +(Tensor<float> left, float right) => Ops.Add(left, right);

        /// <summary>left + right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator +(float left, Tensor<float> right) => Ops.Add(left, right);

        /// <summary>left − right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator -(Tensor<float> left, Tensor<float> right) => Ops.Subtract(left, right);

        /// <summary>left − right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator -(Tensor<float> left, float right) => Ops.Subtract(left, right);

        /// <summary>left − right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator -(float left, Tensor<float> right) => Ops.Subtract(left, right);

        /// <summary>left · right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator *(Tensor<float> left, Tensor<float> right) => Ops.Multiply(left, right);

        /// <summary>left · right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator *(Tensor<float> left, float right) => Ops.Multiply(left, right);

        /// <summary>left · right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator *(float left, Tensor<float> right) => Ops.Multiply(left, right);

        /// <summary>left / right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator /(Tensor<float> left, Tensor<float> right) => Ops.Divide(left, right);

        /// <summary>left / right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator /(Tensor<float> left, float right) => Ops.Divide(left, right);

        /// <summary>left / right, broadcast as in NumPy.</summary>
        public static Tensor<float> operator /(float left, Tensor<float> right) => Ops.Divide(left, right);

        /// <summary>−value.</summary>
        public static Tensor<float> operator -(Tensor<float> value) => Ops.Negate(value);
    }
}
