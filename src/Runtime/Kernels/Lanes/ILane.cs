namespace Compiled.Kernels;

/// <summary>
/// A few floats processed by one instruction. Elementwise code is written once, generic over the lane, and compiled for each width:
/// 512, 256 and 128 bits and a single float for what is left over.
/// A comparison gives a mask that only <see cref="Select"/> takes.
/// </summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
public unsafe interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>The number of floats.</summary>
    static abstract int Width { get; }

    /// <summary>Whether this machine has instructions for it.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The same value in every element.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Reads <see cref="Width"/> floats; the address need not be aligned.</summary>
    static abstract TSelf Load(float* address);

    /// <summary>Writes <see cref="Width"/> floats.</summary>
    static abstract void Store(float* address, TSelf value);

    /// <summary>Reads <see cref="Width"/> integers and converts them.</summary>
    static abstract TSelf LoadInt32(int* address);

    /// <summary>left + right.</summary>
    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>left − right.</summary>
    static abstract TSelf Subtract(TSelf left, TSelf right);

    /// <summary>left · right.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>left / right.</summary>
    static abstract TSelf Divide(TSelf left, TSelf right);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>sum += left · right, rounded as <see cref="MultiplyAdd"/>; for the sums of a loop.</summary>
    /// <remarks>
    /// The registers' lanes store the sum as a vector: where a lane is stored, RyuJIT computes it in the register of a factor that is not used
    /// again, and copies it.
    /// </remarks>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    /// <summary>sum += left · right with <see cref="Width"/> floats of memory, which the instruction reads itself where the machine can.</summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, float* right);

    /// <summary>−value.</summary>
    static abstract TSelf Negate(TSelf value);

    /// <summary>|value|.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The smaller.</summary>
    static abstract TSelf Minimum(TSelf left, TSelf right);

    /// <summary>The larger.</summary>
    static abstract TSelf Maximum(TSelf left, TSelf right);

    /// <summary>√value.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>e to the value.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>1 / (1 + e^−value).</summary>
    static abstract TSelf Sigmoid(TSelf value);

    /// <summary>The error function.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>The sine of an angle in radians.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>The cosine of an angle in radians.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>left to the power right.</summary>
    static abstract TSelf Power(TSelf left, TSelf right);

    /// <summary>The largest integer not above the value.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>log(1 + value), accurate near zero.</summary>
    static abstract TSelf Log1P(TSelf value);

    /// <summary>e^value − 1, accurate near zero.</summary>
    static abstract TSelf ExpM1(TSelf value);

    /// <summary>The mask left &lt; right.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>The mask left ≤ right.</summary>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>The mask left = right.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary><paramref name="whenTrue"/> where the mask holds, else <paramref name="whenFalse"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The sum of the elements, in a fixed order.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The largest element.</summary>
    static abstract float Max(TSelf value);

    /// <summary>The smallest element.</summary>
    static abstract float Min(TSelf value);
}
