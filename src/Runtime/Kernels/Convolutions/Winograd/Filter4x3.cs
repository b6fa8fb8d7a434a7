using System.Runtime.CompilerServices;
using static Compiled.Kernels.SixPoints;

namespace Compiled.Kernels;

/// <summary>The matrices of F(4 × 4, 3 × 3): 36 multiplications instead of 144, at <see cref="SixPoints"/>.</summary>
internal static unsafe class Filter4x3
{
    // G: for each point x the powers 1, x and x², over 1, −3/2, −3/2, 6 and 6; and the last tap.
    internal readonly struct Kernel : ILineMap
    {
        public static int Inputs => 3;

        public static int Outputs => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            TLane a = TLane.Load(from), b = TLane.Load(from + fromStep), c = TLane.Load(from + (2 * fromStep));
            TLane.Store(to, a);
            StorePair(Times(-2f / 3, TimesAdd(0.5f, c, a)), Times(-2f / 3 * Inner, b), to + toStep, toStep);
            StorePair(Times(1f / 6, TimesAdd(2, c, a)), Times(1f / 6 * Outer, b), to + (3 * toStep), toStep);
            TLane.Store(to + (5 * toStep), c);
        }
    }

    // Aᵀ: the powers 1, x, x² and x³ of each point, and the last point.
    internal readonly struct Output : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadPairs(from, fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference);
            innerDifference = Times(Inner, innerDifference);
            outerDifference = Times(Outer, outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TLane.Add(innerSum, outerSum)));
            TLane.Store(to + toStep, TLane.Add(innerDifference, outerDifference));
            TLane.Store(to + (2 * toStep), TimesAdd(2, outerSum, Times(0.5f, innerSum)));
            TLane.Store(to + (3 * toStep), TimesAdd(0.5f, innerDifference, TimesAdd(2, outerDifference, TLane.Load(from + (5 * fromStep)))));
        }
    }

    // A
    internal readonly struct OutputGradient : ILineMap
    {
        public static int Inputs => 4;

        public static int Outputs => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            TLane a = TLane.Load(from), b = TLane.Load(from + fromStep);
            TLane c = TLane.Load(from + (2 * fromStep)), d = TLane.Load(from + (3 * fromStep));
            TLane.Store(to, a);
            StorePair(TimesAdd(0.5f, c, a), Times(Inner, TimesAdd(0.5f, d, b)), to + toStep, toStep);
            StorePair(TimesAdd(2, c, a), Times(Outer, TimesAdd(2, d, b)), to + (3 * toStep), toStep);
            TLane.Store(to + (5 * toStep), d);
        }
    }

    // Gᵀ
    internal readonly struct KernelGradient : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadKernelPairs(from, fromStep, out TLane innerSum, out TLane innerDifference, out TLane outerSum, out TLane outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TimesAdd(2, innerSum, outerSum)));
            TLane.Store(to + toStep, TimesAdd(2, innerDifference, outerDifference));
            TLane.Store(to + (2 * toStep), TLane.Add(TimesAdd(2, outerSum, innerSum), TLane.Load(from + (5 * fromStep))));
        }
    }
}
