using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

internal static partial class LaneMath
{
    /// <summary>left to the power right, as <see cref="Math.Pow"/> has it for zeros, infinities, negative bases and NaN.</summary>
    /// <remarks>
    /// e^(y ln x) with a logarithm of two floats: the product may be as large as 88, so that ln x needs seven bits more than one float has.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Power<T>(T left, T right)
        where T : struct, IBitLane<T>
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
        {
            // The lower halves are what fused multiplication leaves over.
            return PowerOfElements(left, right, left, T.BroadcastBits(0));
        }

        LogOfTwoParts(left, out var high, out var low);
        var product = T.Multiply(right, high);
        var rest = T.MultiplyAdd(right, low, T.MultiplyAdd(right, high, T.Negate(product)));

        var clamped = T.PickSmaller(T.Broadcast(89f), T.PickLarger(T.Broadcast(-104f), product));
        var shifted = T.MultiplyAdd(clamped, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        var r = T.Add(Reduce(clamped, T.Subtract(shifted, T.Broadcast(RoundingShift))), rest);
        var result = Scale(T.Add(ExpM1OfReduced(r), T.Broadcast(1f)), shifted);

        var usual = T.And(
            T.And(T.LessThan(T.Broadcast(0f), left), T.LessThan(left, T.Broadcast(float.PositiveInfinity))),
            T.LessThan(T.Abs(product), T.Broadcast(1000f)));
        return T.Any(T.Xor(usual, T.BroadcastBits(-1))) ? PowerOfElements(left, right, result, usual) : result;
    }

    /// <summary>ln x as a float and what it lacks, for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LogOfTwoParts<T>(T x, out T high, out T low)
        where T : struct, IBitLane<T>
    {
        Decompose(x, out var e, out var f);

        // ln(1 + f) = 2 artanh q with q = f / (2 + f), and its Taylor series.
        var sum = T.Add(T.Broadcast(2f), f);
        var q = T.Divide(f, sum);
        var sumRest = T.Subtract(f, T.Subtract(sum, T.Broadcast(2f)));
        var remainder = T.MultiplyAdd(T.Negate(q), sum, f);
        var qRest = T.Divide(T.MultiplyAdd(T.Negate(q), sumRest, remainder), sum);
        var square = T.Multiply(q, q);
        var p = T.MultiplyAdd(square, T.Broadcast(2f / 11), T.Broadcast(2f / 9));
        p = T.MultiplyAdd(p, square, T.Broadcast(2f / 7));
        p = T.MultiplyAdd(p, square, T.Broadcast(2f / 5));
        p = T.MultiplyAdd(p, square, T.Broadcast(2f / 3));

        var whole = T.Multiply(e, T.Broadcast(Ln2High));
        var twice = T.Add(q, q);
        var total = T.Add(whole, twice);
        var rest = T.Subtract(twice, T.Subtract(total, whole));
        rest = T.Add(rest, T.Add(qRest, qRest));
        rest = T.MultiplyAdd(e, T.Broadcast(Ln2Low), T.MultiplyAdd(T.Multiply(p, square), q, rest));
        high = T.Add(total, rest);
        low = T.Subtract(rest, T.Subtract(high, total));
    }

    /// <summary>Goes through double precision where a mask does not hold.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe T PowerOfElements<T>(T left, T right, T result, T usual)
        where T : struct, IBitLane<T>
    {
        float* bases = stackalloc float[16];
        float* exponents = stackalloc float[16];
        float* results = stackalloc float[16];
        int* done = stackalloc int[16];
        T.Store(bases, left);
        T.Store(exponents, right);
        T.Store(results, result);
        T.Store((float*)done, usual);
        for (int i = 0; i < T.Width; i++)
        {
            if (done[i] == 0)
            {
                results[i] = (float)Math.Pow(bases[i], exponents[i]);
            }
        }

        return T.Load(results);
    }
}
