using System.Runtime.CompilerServices;
using static Compiled.Kernels.SixPoints;

namespace Compiled.Kernels;

/// <summary>F(4 × 4, 3 × 3): 36 multiplications instead of 144, at <see cref="SixPoints"/>.</summary>
internal readonly unsafe struct MinimalFilter4x3 : IMinimalFilter
{
    public static int Outputs => 4;

    public static int Taps => 3;

    public static int Points => 6;

    public static void TransformInput<TLane>(Plane input, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => input.Transform<LineByLine<Input>, TLane>(points, length);

    public static void TransformKernel<TLane>(Plane taps, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => taps.Transform<LineByLine<Kernel>, TLane>(points, length);

    public static void TransformOutput<TLane>(Plane points, Plane output, nint length)
        where TLane : struct, ILane<TLane>
        => points.Transform<LineByLine<Output>, TLane>(output, length);

    public static void TransformOutputGradient<TLane>(Plane output, Plane points, nint length)
        where TLane : struct, ILane<TLane>
        => output.Transform<LineByLine<OutputGradient>, TLane>(points, length);

    public static void TransformKernelGradient<TLane>(Plane points, Plane taps, nint length)
        where TLane : struct, ILane<TLane>
        => points.Transform<LineByLine<KernelGradient>, TLane>(taps, length);

    // G: for each point x the powers 1, x and x², over 1, −3/2, −3/2, 6 and 6; and the last tap.
    private readonly struct Kernel : ILineMap
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
    private readonly struct Output : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadPair(from + fromStep, fromStep, out TLane innerSum, out TLane innerDifference);
            LoadPair(from + (3 * fromStep), fromStep, out TLane outerSum, out TLane outerDifference);
            innerDifference = Times(Inner, innerDifference);
            outerDifference = Times(Outer, outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TLane.Add(innerSum, outerSum)));
            TLane.Store(to + toStep, TLane.Add(innerDifference, outerDifference));
            TLane.Store(to + (2 * toStep), TimesAdd(2, outerSum, Times(0.5f, innerSum)));
            TLane.Store(to + (3 * toStep), TimesAdd(0.5f, innerDifference, TimesAdd(2, outerDifference, TLane.Load(from + (5 * fromStep)))));
        }
    }

    // A
    private readonly struct OutputGradient : ILineMap
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
    private readonly struct KernelGradient : ILineMap
    {
        public static int Inputs => 6;

        public static int Outputs => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(float* from, nint fromStep, float* to, nint toStep)
            where TLane : struct, ILane<TLane>
        {
            LoadPair(from + fromStep, fromStep, out TLane innerSum, out TLane innerDifference);
            LoadPair(from + (3 * fromStep), fromStep, out TLane outerSum, out TLane outerDifference);
            innerSum = Times(-1f / 3, innerSum);
            innerDifference = Times(-1f / 3 * Inner, innerDifference);
            outerSum = Times(1f / 6, outerSum);
            outerDifference = Times(1f / 6 * Outer, outerDifference);
            TLane.Store(to, TLane.Add(TLane.Load(from), TimesAdd(2, innerSum, outerSum)));
            TLane.Store(to + toStep, TimesAdd(2, innerDifference, outerDifference));
            TLane.Store(to + (2 * toStep), TLane.Add(TimesAdd(2, outerSum, innerSum), TLane.Load(from + (5 * fromStep))));
        }
    }
}
