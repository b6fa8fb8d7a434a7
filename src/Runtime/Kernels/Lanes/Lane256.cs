using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>Eight floats in a 256-bit register.</summary>
/// <param name="value">The register.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe struct Lane256(Vector256<float> value) : IBitLane<Lane256>
{
    /// <summary>The register.</summary>
    public readonly Vector256<float> Value = value;

    // Not a constructor: each would cost the compiler variables, and beyond 512 it stops expanding calls.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256 Of(Vector256<float> value) => Unsafe.BitCast<Vector256<float>, Lane256>(value);

    /// <inheritdoc/>
    public static int Width => 8;

    /// <inheritdoc/>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Broadcast(float value) => Of(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Load(float* address) => Of(Vector256.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Lane256 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 LoadInt32(int* address) => Of(Vector256.ConvertToSingle(Vector256.Load(address)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Add(Lane256 left, Lane256 right) => Of(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Subtract(Lane256 left, Lane256 right) => Of(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Multiply(Lane256 left, Lane256 right) => Of(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Divide(Lane256 left, Lane256 right) => Of(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 MultiplyAdd(Lane256 a, Lane256 b, Lane256 c)
        => Fma.IsSupported
            ? Of(Fma.MultiplyAdd(a.Value, b.Value, c.Value))
            : Of(Vector256.Create(
                Lane128.MultiplyAdd(new(a.Value.GetLower()), new(b.Value.GetLower()), new(c.Value.GetLower())).Value,
                Lane128.MultiplyAdd(new(a.Value.GetUpper()), new(b.Value.GetUpper()), new(c.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane256 sum, Lane256 left, Lane256 right)
    {
        if (Fma.IsSupported)
        {
            Unsafe.As<Lane256, Vector256<float>>(ref sum) = Fma.MultiplyAdd(left.Value, right.Value, sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, right, sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane256 sum, Lane256 left, float* right)
    {
        if (Fma.IsSupported)
        {
            Unsafe.As<Lane256, Vector256<float>>(ref sum) = Fma.MultiplyAdd(left.Value, Vector256.Load(right), sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, Load(right), sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Negate(Lane256 value) => Xor(value, BroadcastBits(int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Abs(Lane256 value) => And(value, BroadcastBits(int.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Minimum(Lane256 left, Lane256 right) => LaneMath.Minimum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Maximum(Lane256 left, Lane256 right) => LaneMath.Maximum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Sqrt(Lane256 value) => Of(Vector256.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Exp(Lane256 value) => LaneMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Log(Lane256 value) => LaneMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Tanh(Lane256 value) => LaneMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Sigmoid(Lane256 value) => LaneMath.Sigmoid(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Erf(Lane256 value) => LaneMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Sin(Lane256 value) => LaneMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Cos(Lane256 value) => LaneMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Power(Lane256 left, Lane256 right) => LaneMath.Power(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Floor(Lane256 value) => Of(Vector256.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Log1P(Lane256 value) => LaneMath.Log1P(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 ExpM1(Lane256 value) => LaneMath.ExpM1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 LessThan(Lane256 left, Lane256 right) => Of(Vector256.LessThan(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 LessThanOrEqual(Lane256 left, Lane256 right) => Of(Vector256.LessThanOrEqual(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Equal(Lane256 left, Lane256 right) => Of(Vector256.Equals(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Select(Lane256 mask, Lane256 whenTrue, Lane256 whenFalse)
        => Avx.IsSupported
            ? Of(Avx.BlendVariable(whenFalse.Value, whenTrue.Value, mask.Value))
            : Of(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane256 value) => Lane128.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lane256 value) => Lane128.Max(Lane128.Maximum(new(value.Value.GetLower()), new(value.Value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Lane256 value) => Lane128.Min(Lane128.Minimum(new(value.Value.GetLower()), new(value.Value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.PickLarger(Lane256 left, Lane256 right)
        => Avx.IsSupported
            ? Of(Avx.Max(left.Value, right.Value))
            : Of(Vector256.ConditionalSelect(Vector256.GreaterThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.PickSmaller(Lane256 left, Lane256 right)
        => Avx.IsSupported
            ? Of(Avx.Min(left.Value, right.Value))
            : Of(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.BroadcastBits(int bits) => BroadcastBits(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.LoadBits(int* address) => Of(Vector256.Load(address).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.And(Lane256 left, Lane256 right) => And(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.Or(Lane256 left, Lane256 right) => Of((left.Value.AsInt32() | right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.Xor(Lane256 left, Lane256 right) => Xor(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.AddBits(Lane256 left, Lane256 right) => Of((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.SubtractBits(Lane256 left, Lane256 right) => Of((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.ShiftLeft(Lane256 bits, int count) => Of(Vector256.ShiftLeft(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.ShiftRight(Lane256 bits, int count) => Of(Vector256.ShiftRightArithmetic(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.ShiftRightLogical(Lane256 bits, int count) => Of(Vector256.ShiftRightLogical(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.ConvertBits(Lane256 bits) => Of(Vector256.ConvertToSingle(bits.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256 IBitLane<Lane256>.Lookup(float* table, Lane256 bits) => Lookup(table, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IBitLane<Lane256>.Any(Lane256 mask) => mask.Value.AsInt32() != Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lane256 Lookup(float* table, Lane256 bits)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Of(Avx512F.VL.PermuteVar8x32x2(Vector256.Load(table), bits.Value.AsInt32(), Vector256.Load(table + 8)));
        }

        // The fourth bit, as the sign, tells the halves apart.
        return Avx2.IsSupported
            ? Of(Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.Load(table), bits.Value.AsInt32()),
                Avx2.PermuteVar8x32(Vector256.Load(table + 8), bits.Value.AsInt32()),
                Vector256.ShiftLeft(bits.Value.AsInt32(), 28).AsSingle()))
            : Of(Vector256.Create(
                Lane128.Lookup(table, new(bits.Value.GetLower())).Value,
                Lane128.Lookup(table, new(bits.Value.GetUpper())).Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256 BroadcastBits(int bits) => Of(Vector256.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256 And(Lane256 left, Lane256 right) => Of((left.Value.AsInt32() & right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256 Xor(Lane256 left, Lane256 right) => Of((left.Value.AsInt32() ^ right.Value.AsInt32()).AsSingle());
}
