using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The points 0, ±1/√2, ±√2 and ∞: what minimal filters of six points share. A value at x and −x is the even part plus and minus the odd one.
/// </summary>
/// <remarks>
/// Powers of these points lie closer to one than those of the usual 0, ±1, ±2 and ∞ (Lavin and Gray 2016), so that less is lost to rounding.
/// </remarks>
internal static unsafe class SixPoints
{
    /// <summary>1/√2.</summary>
    public const float Inner = 0.70710678f;

    /// <summary>√2.</summary>
    public const float Outer = 1.41421356f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Times<TLane>(float factor, TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Multiply(TLane.Broadcast(factor), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane TimesAdd<TLane>(float factor, TLane value, TLane addend)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(TLane.Broadcast(factor), value, addend);

    /// <summary>Stores the sum and the difference of the even and the odd part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePair<TLane>(TLane even, TLane odd, float* to, nint toStep)
        where TLane : struct, ILane<TLane>
    {
        TLane.Store(to, TLane.Add(even, odd));
        TLane.Store(to + toStep, TLane.Subtract(even, odd));
    }

    /// <summary>The sums and the differences of the values at ±1/√2 and at ±√2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs<TLane>(
        float* from, nint fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference)
        where TLane : struct, ILane<TLane>
    {
        LoadPair(from + fromStep, fromStep, out innerSum, out innerDifference);
        LoadPair(from + (3 * fromStep), fromStep, out outerSum, out outerDifference);
    }

    /// <summary>The same of a kernel's gradients: over −3 and over 6, and the differences as often as x, so that powers of x² make taps of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadKernelPairs<TLane>(
        float* from, nint fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference)
        where TLane : struct, ILane<TLane>
    {
        LoadPairs(from, fromStep, out innerSum, out innerDifference, out outerSum, out outerDifference);
        innerSum = Times(-1f / 3, innerSum);
        innerDifference = Times(-1f / 3 * Inner, innerDifference);
        outerSum = Times(1f / 6, outerSum);
        outerDifference = Times(1f / 6 * Outer, outerDifference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadPair<TLane>(float* from, nint fromStep, out TLane sum, out TLane difference)
        where TLane : struct, ILane<TLane>
    {
        TLane first = TLane.Load(from), second = TLane.Load(from + fromStep);
        sum = TLane.Add(first, second);
        difference = TLane.Subtract(first, second);
    }

    // Bᵀ: the coefficients of x⁴ − 2½ x² + 1, of (x² ± x/√2) (x² − 2), of (x² ± √2 x) (x² − ½), and of x⁵ − 2½ x³ + x.
    internal readonly struct Input : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            TLane a = TLane.Load(from), b = TLane.Load(from + fromStep), c = TLane.Load(from + (2 * fromStep));
            TLane d = TLane.Load(from + (3 * fromStep)), e = TLane.Load(from + (4 * fromStep)), f = TLane.Load(from + (5 * fromStep));
            TLane.Store(to, TLane.Add(TimesAdd(-2.5f, c, a), e));
            StorePair(TimesAdd(-2, c, e), Times(Inner, TimesAdd(-2, b, d)), to + toStep, toStep);
            StorePair(TimesAdd(-0.5f, c, e), Times(Outer, TimesAdd(-0.5f, b, d)), to + (3 * toStep), toStep);
            TLane.Store(to + (5 * toStep), TLane.Add(TimesAdd(-2.5f, d, b), f));
        }
    }
}
