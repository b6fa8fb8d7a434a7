using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

internal static partial class LaneMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, IBitLane<T>
    {
        Decompose(x, out var e, out var f);
        var square = T.Multiply(f, f);
        var p = T.MultiplyAdd(f, T.Broadcast(7.0376836292e-2f), T.Broadcast(-1.1514610310e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(1.1676998740e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(-1.2420140846e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(1.4249322787e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(-1.6668057665e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(2.0000714765e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(-2.4999993993e-1f));
        p = T.MultiplyAdd(p, f, T.Broadcast(3.3333331174e-1f));
        var correction = T.Multiply(T.Multiply(p, f), square);
        correction = T.MultiplyAdd(e, T.Broadcast(Ln2Low), correction);
        correction = T.MultiplyAdd(square, T.Broadcast(-0.5f), correction);
        var result = T.MultiplyAdd(e, T.Broadcast(Ln2High), T.Add(f, correction));

        // Infinity and NaN are their own logarithms; zero and what lies below have their own results.
        result = T.Select(T.LessThan(x, T.Broadcast(float.PositiveInfinity)), result, x);
        result = T.Select(T.LessThan(T.Broadcast(0f), x), result, T.Select(T.Equal(x, x), T.Broadcast(float.NaN), x));
        return T.Select(T.Equal(x, T.Broadcast(0f)), T.Broadcast(float.NegativeInfinity), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1P<T>(T x)
        where T : struct, IBitLane<T>
    {
        // log(u) + c / u, where c is what was lost in the sum u = 1 + x; whichever is larger is subtracted exactly.
        var one = T.Broadcast(1f);
        var u = T.Add(one, x);
        var lost = T.Select(
            T.LessThan(one, x),
            T.Subtract(one, T.Subtract(u, x)),
            T.Subtract(x, T.Subtract(u, one)));
        var log = Log(u);
        var result = T.Add(log, T.Divide(lost, u));
        var usual = T.And(T.LessThan(T.Broadcast(0f), u), T.LessThan(u, T.Broadcast(float.PositiveInfinity)));
        result = T.Select(usual, result, log);
        return T.Select(T.Equal(x, T.Broadcast(0f)), x, result);
    }

    /// <summary>x = 2ᵉ (1 + f) with 1 + f between √½ and √2, for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decompose<T>(T x, out T e, out T f)
        where T : struct, IBitLane<T>
    {
        // A number below the normal range is multiplied by 2²³ first.
        var tiny = T.LessThan(x, T.Broadcast(1.17549435e-38f));
        var scaled = T.Select(tiny, T.Multiply(x, T.Broadcast(8388608f)), x);
        var offset = T.SubtractBits(scaled, T.BroadcastBits(0x3f3504f3));
        e = T.Subtract(T.ConvertBits(T.ShiftRight(offset, 23)), T.Select(tiny, T.Broadcast(23f), T.Broadcast(0f)));
        f = T.Subtract(T.AddBits(T.And(offset, T.BroadcastBits(0x7fffff)), T.BroadcastBits(0x3f3504f3)), T.Broadcast(1f));
    }
}
