using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The matrices of F(2 × 2, 3 × 3): 16 multiplications instead of 36, at the points 0, 1, −1 and ∞ (Lavin and Gray 2016, section 4.1).</summary>
internal static unsafe class Filter2x3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Half<TLane>(TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Multiply(TLane.Broadcast(0.5f), value);

    // Bᵀ = [1 0 −1 0; 0 1 1 0; 0 −1 1 0; 0 1 0 −1]
    internal readonly struct Input : IPlaneMap
    {
        public static int Inputs => 4;

        public static int Outputs => 4;

        public static int Between => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(Plane from, Plane to, float* between)
            where TLane : struct, ILane<TLane>
        {
            Subtract<TLane>(from, 0, 2, to, 0);
            Line(to, 1, Sum<TLane>(from, 0), Sum<TLane>(from, 1), Sum<TLane>(from, 2), Sum<TLane>(from, 3));
            Subtract<TLane>(from, 2, 1, to, 2);
            Subtract<TLane>(from, 1, 3, to, 3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLane Sum<TLane>(Plane from, int column)
            where TLane : struct, ILane<TLane>
            => TLane.Add(from.Load<TLane>(1, column), from.Load<TLane>(2, column));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Subtract<TLane>(Plane from, int left, int right, Plane to, int row)
            where TLane : struct, ILane<TLane>
            => Line(
                to,
                row,
                TLane.Subtract(from.Load<TLane>(left, 0), from.Load<TLane>(right, 0)),
                TLane.Subtract(from.Load<TLane>(left, 1), from.Load<TLane>(right, 1)),
                TLane.Subtract(from.Load<TLane>(left, 2), from.Load<TLane>(right, 2)),
                TLane.Subtract(from.Load<TLane>(left, 3), from.Load<TLane>(right, 3)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Line<TLane>(Plane to, int row, TLane a, TLane b, TLane c, TLane d)
            where TLane : struct, ILane<TLane>
        {
            to.Store(row, 0, TLane.Subtract(a, c));
            to.Store(row, 1, TLane.Add(b, c));
            to.Store(row, 2, TLane.Subtract(c, b));
            to.Store(row, 3, TLane.Subtract(b, d));
        }
    }

    // G = [1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1]
    internal readonly struct Kernel : IPlaneMap
    {
        public static int Inputs => 3;

        public static int Outputs => 4;

        public static int Between => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(Plane from, Plane to, float* between)
            where TLane : struct, ILane<TLane>
        {
            TLane a = from.Load<TLane>(0, 0), b = from.Load<TLane>(0, 1), c = from.Load<TLane>(0, 2);
            TLane g = from.Load<TLane>(2, 0), h = from.Load<TLane>(2, 1), i = from.Load<TLane>(2, 2);
            Line(to, 0, a, b, c);
            Line(to, 3, g, h, i);
            TLane outerA = Half(TLane.Add(a, g)), outerB = Half(TLane.Add(b, h)), outerC = Half(TLane.Add(c, i));
            TLane innerA = Half(from.Load<TLane>(1, 0)), innerB = Half(from.Load<TLane>(1, 1)), innerC = Half(from.Load<TLane>(1, 2));
            Line(to, 1, TLane.Add(outerA, innerA), TLane.Add(outerB, innerB), TLane.Add(outerC, innerC));
            Line(to, 2, TLane.Subtract(outerA, innerA), TLane.Subtract(outerB, innerB), TLane.Subtract(outerC, innerC));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Line<TLane>(Plane to, int row, TLane a, TLane b, TLane c)
            where TLane : struct, ILane<TLane>
        {
            TLane outer = Half(TLane.Add(a, c)), inner = Half(b);
            to.Store(row, 0, a);
            to.Store(row, 1, TLane.Add(outer, inner));
            to.Store(row, 2, TLane.Subtract(outer, inner));
            to.Store(row, 3, c);
        }
    }

    // Aᵀ = [1 1 1 0; 0 1 −1 −1]
    internal readonly struct Output : IPlaneMap
    {
        public static int Inputs => 4;

        public static int Outputs => 2;

        public static int Between => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(Plane from, Plane to, float* between)
            where TLane : struct, ILane<TLane>
        {
            Column<TLane>(from, 0, out TLane a, out TLane e);
            Column<TLane>(from, 1, out TLane b, out TLane f);
            Column<TLane>(from, 2, out TLane c, out TLane g);
            Column<TLane>(from, 3, out TLane d, out TLane h);
            to.Store(0, 0, TLane.Add(a, TLane.Add(b, c)));
            to.Store(0, 1, TLane.Subtract(TLane.Subtract(b, c), d));
            to.Store(1, 0, TLane.Add(e, TLane.Add(f, g)));
            to.Store(1, 1, TLane.Subtract(TLane.Subtract(f, g), h));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Column<TLane>(Plane from, int column, out TLane first, out TLane second)
            where TLane : struct, ILane<TLane>
        {
            TLane b = from.Load<TLane>(1, column), c = from.Load<TLane>(2, column);
            first = TLane.Add(from.Load<TLane>(0, column), TLane.Add(b, c));
            second = TLane.Subtract(TLane.Subtract(b, c), from.Load<TLane>(3, column));
        }
    }

    // A
    internal readonly struct OutputGradient : IPlaneMap
    {
        public static int Inputs => 2;

        public static int Outputs => 4;

        public static int Between => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(Plane from, Plane to, float* between)
            where TLane : struct, ILane<TLane>
        {
            TLane a = from.Load<TLane>(0, 0), b = from.Load<TLane>(0, 1);
            TLane c = from.Load<TLane>(1, 0), d = from.Load<TLane>(1, 1);
            Line(to, 0, a, b);
            Line(to, 1, TLane.Add(a, c), TLane.Add(b, d));
            Line(to, 2, TLane.Subtract(a, c), TLane.Subtract(b, d));
            Line(to, 3, TLane.Negate(c), TLane.Negate(d));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Line<TLane>(Plane to, int row, TLane a, TLane b)
            where TLane : struct, ILane<TLane>
        {
            to.Store(row, 0, a);
            to.Store(row, 1, TLane.Add(a, b));
            to.Store(row, 2, TLane.Subtract(a, b));
            to.Store(row, 3, TLane.Negate(b));
        }
    }

    // Gᵀ
    internal readonly struct KernelGradient : IPlaneMap
    {
        public static int Inputs => 4;

        public static int Outputs => 3;

        public static int Between => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TLane>(Plane from, Plane to, float* between)
            where TLane : struct, ILane<TLane>
        {
            Column<TLane>(from, 0, out TLane a0, out TLane b0, out TLane c0);
            Column<TLane>(from, 1, out TLane a1, out TLane b1, out TLane c1);
            Column<TLane>(from, 2, out TLane a2, out TLane b2, out TLane c2);
            Column<TLane>(from, 3, out TLane a3, out TLane b3, out TLane c3);
            Line(to, 0, a0, a1, a2, a3);
            Line(to, 1, b0, b1, b2, b3);
            Line(to, 2, c0, c1, c2, c3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Column<TLane>(Plane from, int column, out TLane first, out TLane second, out TLane third)
            where TLane : struct, ILane<TLane>
        {
            TLane b = from.Load<TLane>(1, column), c = from.Load<TLane>(2, column);
            var even = Half(TLane.Add(b, c));
            first = TLane.Add(from.Load<TLane>(0, column), even);
            second = Half(TLane.Subtract(b, c));
            third = TLane.Add(even, from.Load<TLane>(3, column));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Line<TLane>(Plane to, int row, TLane a, TLane b, TLane c, TLane d)
            where TLane : struct, ILane<TLane>
        {
            var even = Half(TLane.Add(b, c));
            to.Store(row, 0, TLane.Add(a, even));
            to.Store(row, 1, Half(TLane.Subtract(b, c)));
            to.Store(row, 2, TLane.Add(even, d));
        }
    }
}
