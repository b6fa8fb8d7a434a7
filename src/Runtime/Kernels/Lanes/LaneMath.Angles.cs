using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

internal static partial class LaneMath
{
    // π/2 in four parts; the first three have eleven bits, so that their products with a quadrant below 2¹³ are exact.
    private const float HalfPi1 = 1.5703125f;
    private const float HalfPi2 = 4.837512969970703125e-4f;
    private const float HalfPi3 = 7.54953362047672271728515625e-8f;
    private const float HalfPi4 = 2.56334406825708960298e-12f;

    // Up to here the quadrant is below 2¹³; larger angles are reduced in double precision.
    private const float LargestReducedAngle = 8192f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x)
        where T : struct, IBitLane<T>
        => OfAngle(x, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x)
        where T : struct, IBitLane<T>
        => OfAngle(x, 1);

    /// <summary>sin(x + quadrants · π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OfAngle<T>(T x, int quadrants)
        where T : struct, IBitLane<T>
    {
        var shifted = T.MultiplyAdd(x, T.Broadcast(0.636619772367581343f), T.Broadcast(RoundingShift));
        var n = T.Subtract(shifted, T.Broadcast(RoundingShift));
        var r = T.MultiplyAdd(n, T.Broadcast(-HalfPi1), x);
        r = T.MultiplyAdd(n, T.Broadcast(-HalfPi2), r);
        r = T.MultiplyAdd(n, T.Broadcast(-HalfPi3), r);
        r = T.MultiplyAdd(n, T.Broadcast(-HalfPi4), r);

        var square = T.Multiply(r, r);
        var sin = T.MultiplyAdd(square, T.Broadcast(-1.9515295891e-4f), T.Broadcast(8.3321608736e-3f));
        sin = T.MultiplyAdd(sin, square, T.Broadcast(-1.6666654611e-1f));
        sin = T.MultiplyAdd(T.Multiply(sin, square), r, r);
        var cos = T.MultiplyAdd(square, T.Broadcast(2.443315711809948e-5f), T.Broadcast(-1.388731625493765e-3f));
        cos = T.MultiplyAdd(cos, square, T.Broadcast(4.166664568298827e-2f));
        cos = T.MultiplyAdd(T.Multiply(cos, square), square, T.MultiplyAdd(square, T.Broadcast(-0.5f), T.Broadcast(1f)));

        // The quadrant's low bit swaps the functions, its second bit the sign.
        var quadrant = T.AddBits(shifted, T.BroadcastBits(quadrants));
        var swap = T.ShiftRight(T.ShiftLeft(quadrant, 31), 31);
        var sign = T.ShiftLeft(T.ShiftRightLogical(quadrant, 1), 31);
        var result = T.Xor(T.Select(swap, cos, sin), sign);
        if (quadrants == 0)
        {
            // The reduction turns −0 into 0.
            result = T.Select(T.Equal(x, T.Broadcast(0f)), x, result);
        }

        var small = T.LessThanOrEqual(T.Abs(x), T.Broadcast(LargestReducedAngle));
        return T.Any(T.Xor(small, T.BroadcastBits(-1))) ? OfLargeAngle(x, result, quadrants) : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe T OfLargeAngle<T>(T x, T result, int quadrants)
        where T : struct, IBitLane<T>
    {
        float* angles = stackalloc float[16];
        float* results = stackalloc float[16];
        T.Store(angles, x);
        T.Store(results, result);
        for (int i = 0; i < T.Width; i++)
        {
            if (!(MathF.Abs(angles[i]) <= LargestReducedAngle))
            {
                results[i] = (float)(quadrants == 0 ? Math.Sin(angles[i]) : Math.Cos(angles[i]));
            }
        }

        return T.Load(results);
    }
}
