using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The functions of a lane, written once for every width: exponentials and what is built on them.
/// The coefficients are those of the Cephes library (S. Moshier) unless said otherwise. Errors are against double precision
/// in units in the last place (ulp), with fused multiplication; over all floats: Exp 1.03, Log 0.83, Tanh 1.30, Sigmoid 1.97, Log1P 1.44, ExpM1 1.49,
/// Sin and Cos 2.34 (up to 8192, 0.5 beyond); over a sweep of bit patterns of every size: Erf 1.43, Power 1.17.
/// Not-a-number stays, infinities, denormal numbers and the sign of zero are those of the exact function.
/// </summary>
internal static partial class LaneMath
{
    private const float Log2E = 1.44269504088896341f;

    private const float Ln2 = 0.693147181f;

    // ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Adding 1.5 · 2²³ rounds to the nearest integer and leaves it in the low bits.
    private const float RoundingShift = 12582912f;

    /// <summary>left &lt; right ? left : right; not a number where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Minimum<T>(T left, T right)
        where T : struct, IBitLane<T>
        => T.Select(T.Equal(left, left), T.PickSmaller(left, right), left);

    /// <summary>left &gt; right ? left : right; not a number where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum<T>(T left, T right)
        where T : struct, IBitLane<T>
        => T.Select(T.Equal(left, left), T.PickLarger(left, right), left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, IBitLane<T>
    {
        // Below −104 the result is zero and above 89 infinite; a NaN passes both limits. At −176 the powers of two are zero themselves: for a
        // product too small for a float some processors take a hundred cycles, and masks are that far below.
        x = T.PickSmaller(T.Broadcast(89f), T.PickLarger(T.Broadcast(-176f), x));
        var shifted = T.MultiplyAdd(x, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        var n = T.Subtract(shifted, T.Broadcast(RoundingShift));
        var r = Reduce(x, n);
        return Scale(T.Add(ExpM1OfReduced(r), T.Broadcast(1f)), shifted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpM1<T>(T x)
        where T : struct, IBitLane<T>
    {
        var clamped = T.PickSmaller(T.Broadcast(89f), T.PickLarger(T.Broadcast(-18f), x));
        var shifted = T.MultiplyAdd(clamped, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        var n = T.Subtract(shifted, T.Broadcast(RoundingShift));
        var q = ExpM1OfReduced(Reduce(clamped, n));

        // 2 · (2ⁿ⁻¹ q + (2ⁿ⁻¹ − ½)): half of the scale is finite where the result is.
        var scale = PowerOfTwo(T.SubtractBits(T.SubtractBits(shifted, T.Broadcast(RoundingShift)), T.BroadcastBits(1)));
        var value = T.MultiplyAdd(scale, q, T.Subtract(scale, T.Broadcast(0.5f)));
        return T.Select(T.Equal(x, T.Broadcast(0f)), x, T.Add(value, value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, IBitLane<T>
    {
        // e^−|x| cannot overflow, and for negative x the quotient keeps its precision down to the smallest number: 2ⁿ⁺²⁴ is in the
        // normal range, so that only the last product rounds. Below −104 the result is zero; a NaN passes the limit.
        var reduced = T.PickLarger(T.Broadcast(-104f), T.Or(x, T.BroadcastBits(int.MinValue)));
        var shifted = T.MultiplyAdd(reduced, T.Broadcast(Log2E), T.Broadcast(RoundingShift));
        reduced = Reduce(reduced, T.Subtract(shifted, T.Broadcast(RoundingShift)));
        var scale = T.AddBits(T.ShiftLeft(shifted, 23), T.Broadcast(16777216f));
        var one = T.Broadcast(1f);
        var e = T.Multiply(T.Multiply(T.Add(NearExpM1OfReduced(reduced), one), scale), T.Broadcast(1f / 16777216f));
        var negative = T.LessThan(x, T.Broadcast(0f));
        var sum = T.Add(one, e);
        var quotient = T.Divide(T.Select(negative, e, one), sum);

        // The sum's rounding error, times the derivative of the quotient by the sum.
        var lost = T.Subtract(e, T.Subtract(sum, one));
        var reciprocal = T.Select(negative, T.Subtract(one, quotient), quotient);
        return T.MultiplyAdd(T.Negate(T.Multiply(quotient, lost)), reciprocal, quotient);
    }

    /// <remarks>Coefficients: Chebyshev fits of erf(√s)/√s − 1 on [0, 0.95²] and of (−ln erfc(t) − t)/t on [0.9, 4].</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : struct, IBitLane<T>
    {
        var s = T.Multiply(x, x);
        var p = T.MultiplyAdd(s, T.Broadcast(8.209797e-05f), T.Broadcast(-0.0008104442f));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.0051976424f));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.026858032f));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.11283671f));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.37612632f));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.12837917f));
        var small = T.MultiplyAdd(p, x, x);

        // Beyond 4 the result is 1; a NaN passes the limit.
        var t = T.PickSmaller(T.Broadcast(4f), T.Abs(x));
        var q = T.MultiplyAdd(t, T.Broadcast(1.6396674e-05f), T.Broadcast(-0.00037056973f));
        q = T.MultiplyAdd(q, t, T.Broadcast(0.0038143392f));
        q = T.MultiplyAdd(q, t, T.Broadcast(-0.024063593f));
        q = T.MultiplyAdd(q, t, T.Broadcast(0.106497966f));
        q = T.MultiplyAdd(q, t, T.Broadcast(0.6350561f));
        q = T.MultiplyAdd(q, t, T.Broadcast(0.12865505f));
        var large = T.Subtract(T.Broadcast(1f), Exp(T.Negate(T.MultiplyAdd(q, t, t))));
        large = T.Or(large, T.And(x, T.BroadcastBits(int.MinValue)));
        return T.Select(T.LessThan(T.Abs(x), T.Broadcast(0.92f)), small, large);
    }

    /// <summary>x − n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n)
        where T : struct, IBitLane<T>
    {
        var r = T.MultiplyAdd(n, T.Broadcast(-Ln2High), x);
        return T.MultiplyAdd(n, T.Broadcast(-Ln2Low), r);
    }

    /// <summary>e^r − 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpM1OfReduced<T>(T r)
        where T : struct, IBitLane<T>
    {
        var p = T.MultiplyAdd(r, T.Broadcast(1.9875691500e-4f), T.Broadcast(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.Broadcast(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.Broadcast(5.0000001201e-1f));
        return T.MultiplyAdd(T.Multiply(p, r), r, r);
    }

    /// <summary>The same with an error of 3.2e-9, for what is added to more: a fit that weighs all r alike, in pairs that need not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NearExpM1OfReduced<T>(T r)
        where T : struct, IBitLane<T>
    {
        var square = T.Multiply(r, r);
        var upper = T.MultiplyAdd(r, T.Broadcast(8.3688898e-3f), T.Broadcast(4.1666206e-2f));
        var lower = T.MultiplyAdd(r, T.Broadcast(1.66665182e-1f), T.Broadcast(0.5f));
        upper = T.MultiplyAdd(square, T.Broadcast(1.39504892e-3f), upper);
        return T.MultiplyAdd(T.MultiplyAdd(upper, square, lower), square, r);
    }

    /// <summary>value · 2ⁿ, where <paramref name="shifted"/> is n + 1.5 · 2²³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Scale<T>(T value, T shifted)
        where T : struct, IBitLane<T>
    {
        // 2ⁿ in two factors: the whole may leave the normal range, and but for what becomes zero only the last product rounds.
        var n = T.SubtractBits(shifted, T.Broadcast(RoundingShift));
        var half = T.ShiftRight(n, 1);
        return T.Multiply(T.Multiply(value, PowerOfTwo(half)), PowerOfTwo(T.SubtractBits(n, half)));
    }

    /// <summary>2 to an integer between −126 and 127; zero for −127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T exponentBits)
        where T : struct, IBitLane<T>
        => T.ShiftLeft(T.AddBits(exponentBits, T.BroadcastBits(127)), 23);
}
