using System.Runtime.CompilerServices;
using static Compiled.Kernels.SixPoints;

namespace Compiled.Kernels;

/// <summary>The matrices of F(2 × 2, 5 × 5): 36 multiplications instead of 100, at <see cref="SixPoints"/>.</summary>
internal static unsafe class Filter2x5
{
    // G: for each point x the powers 1, x, x², x³ and x⁴, over 1, −3/2, −3/2, 6 and 6; and the last tap.
    internal readonly struct Kernel : ILineMap
    {
        public static int Inputs => 5;

        public static int Outputs => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            TLane a = TLane.Load(from), b = TLane.Load(from + fromStep), c = TLane.Load(from + (2 * fromStep));
            TLane d = TLane.Load(from + (3 * fromStep)), e = TLane.Load(from + (4 * fromStep));
            TLane.Store(to, a);
            StorePair(
                Times(-2f / 3, TimesAdd(0.25f, e, TimesAdd(0.5f, c, a))), Times(-2f / 3 * Inner, TimesAdd(0.5f, d, b)), to + toStep, toStep);
            StorePair(Times(1f / 6, TimesAdd(4, e, TimesAdd(2, c, a))), Times(1f / 6 * Outer, TimesAdd(2, d, b)), to + (3 * toStep), toStep);
            TLane.Store(to + (5 * toStep), e);
        }
    }

    // Aᵀ: the powers 1 and x of each point, and the last point.
    internal readonly struct Output : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadPairs(from, fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TLane.Add(innerSum, outerSum)));
            TLane.Store(to + toStep, TimesAdd(Inner, innerDifference, TimesAdd(Outer, outerDifference, TLane.Load(from + (5 * fromStep)))));
        }
    }

    // A
    internal readonly struct OutputGradient : ILineMap
    {
        public static int Inputs => 2;

        public static int Outputs => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            TLane a = TLane.Load(from), b = TLane.Load(from + fromStep);
            TLane.Store(to, a);
            StorePair(a, Times(Inner, b), to + toStep, toStep);
            StorePair(a, Times(Outer, b), to + (3 * toStep), toStep);
            TLane.Store(to + (5 * toStep), b);
        }
    }

    // Gᵀ
    internal readonly struct KernelGradient : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadKernelPairs(from, fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TimesAdd(2, innerSum, outerSum)));
            TLane.Store(to + toStep, TimesAdd(2, innerDifference, outerDifference));
            TLane.Store(to + (2 * toStep), TimesAdd(2, outerSum, innerSum));
            TLane.Store(to + (3 * toStep), TimesAdd(2, outerDifference, innerDifference));
            TLane.Store(to + (4 * toStep), TLane.Add(TimesAdd(0.5f, innerSum, TLane.Load(from + (5 * fromStep))), Times(4, outerSum)));
        }
    }
}
