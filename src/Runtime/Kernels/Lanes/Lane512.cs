using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>Sixteen floats in a 512-bit register.</summary>
/// <param name="value">The register.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe struct Lane512(Vector512<float> value) : IBitLane<Lane512>
{
    /// <summary>The register.</summary>
    public readonly Vector512<float> Value = value;

    // Not a constructor: each would cost the compiler variables, and beyond 512 it stops expanding calls.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512 Of(Vector512<float> value) => Unsafe.BitCast<Vector512<float>, Lane512>(value);

    /// <inheritdoc/>
    public static int Width => 16;

    /// <inheritdoc/>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Broadcast(float value) => Of(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Load(float* address) => Of(Vector512.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Lane512 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 LoadInt32(int* address) => Of(Vector512.ConvertToSingle(Vector512.Load(address)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Add(Lane512 left, Lane512 right) => Of(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Subtract(Lane512 left, Lane512 right) => Of(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Multiply(Lane512 left, Lane512 right) => Of(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Divide(Lane512 left, Lane512 right) => Of(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 MultiplyAdd(Lane512 a, Lane512 b, Lane512 c)
        => Avx512F.IsSupported
            ? Of(Avx512F.FusedMultiplyAdd(a.Value, b.Value, c.Value))
            : Of(Vector512.Create(
                Lane256.MultiplyAdd(new(a.Value.GetLower()), new(b.Value.GetLower()), new(c.Value.GetLower())).Value,
                Lane256.MultiplyAdd(new(a.Value.GetUpper()), new(b.Value.GetUpper()), new(c.Value.GetUpper())).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane512 sum, Lane512 left, Lane512 right)
    {
        if (Avx512F.IsSupported)
        {
            Unsafe.As<Lane512, Vector512<float>>(ref sum) = Avx512F.FusedMultiplyAdd(left.Value, right.Value, sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, right, sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane512 sum, Lane512 left, float* right)
    {
        if (Avx512F.IsSupported)
        {
            Unsafe.As<Lane512, Vector512<float>>(ref sum) = Avx512F.FusedMultiplyAdd(left.Value, Vector512.Load(right), sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, Load(right), sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Negate(Lane512 value) => Xor(value, BroadcastBits(int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Abs(Lane512 value) => And(value, BroadcastBits(int.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Minimum(Lane512 left, Lane512 right) => LaneMath.Minimum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Maximum(Lane512 left, Lane512 right) => LaneMath.Maximum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Sqrt(Lane512 value) => Of(Vector512.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Exp(Lane512 value) => LaneMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Log(Lane512 value) => LaneMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Tanh(Lane512 value) => LaneMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Sigmoid(Lane512 value) => LaneMath.Sigmoid(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Erf(Lane512 value) => LaneMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Sin(Lane512 value) => LaneMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Cos(Lane512 value) => LaneMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Power(Lane512 left, Lane512 right) => LaneMath.Power(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Floor(Lane512 value) => Of(Vector512.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Log1P(Lane512 value) => LaneMath.Log1P(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 ExpM1(Lane512 value) => LaneMath.ExpM1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 LessThan(Lane512 left, Lane512 right) => Of(Vector512.LessThan(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 LessThanOrEqual(Lane512 left, Lane512 right) => Of(Vector512.LessThanOrEqual(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Equal(Lane512 left, Lane512 right) => Of(Vector512.Equals(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Select(Lane512 mask, Lane512 whenTrue, Lane512 whenFalse)
        => Of(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane512 value) => Lane256.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lane512 value) => Lane256.Max(Lane256.Maximum(new(value.Value.GetLower()), new(value.Value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Lane512 value) => Lane256.Min(Lane256.Minimum(new(value.Value.GetLower()), new(value.Value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.PickLarger(Lane512 left, Lane512 right)
        => Avx512F.IsSupported
            ? Of(Avx512F.Max(left.Value, right.Value))
            : Of(Vector512.ConditionalSelect(Vector512.GreaterThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.PickSmaller(Lane512 left, Lane512 right)
        => Avx512F.IsSupported
            ? Of(Avx512F.Min(left.Value, right.Value))
            : Of(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.BroadcastBits(int bits) => BroadcastBits(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.LoadBits(int* address) => Of(Vector512.Load(address).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.And(Lane512 left, Lane512 right) => And(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.Or(Lane512 left, Lane512 right) => Of((left.Value.AsInt32() | right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.Xor(Lane512 left, Lane512 right) => Xor(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.AddBits(Lane512 left, Lane512 right) => Of((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.SubtractBits(Lane512 left, Lane512 right) => Of((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.ShiftLeft(Lane512 bits, int count) => Of(Vector512.ShiftLeft(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.ShiftRight(Lane512 bits, int count) => Of(Vector512.ShiftRightArithmetic(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.ShiftRightLogical(Lane512 bits, int count) => Of(Vector512.ShiftRightLogical(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.ConvertBits(Lane512 bits) => Of(Vector512.ConvertToSingle(bits.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512 IBitLane<Lane512>.Lookup(float* table, Lane512 bits)
        => Avx512F.IsSupported
            ? Of(Avx512F.PermuteVar16x32(Vector512.Load(table), bits.Value.AsInt32()))
            : Of(Vector512.Create(
                Lane256.Lookup(table, new(bits.Value.GetLower())).Value,
                Lane256.Lookup(table, new(bits.Value.GetUpper())).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IBitLane<Lane512>.Any(Lane512 mask) => mask.Value.AsInt32() != Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512 BroadcastBits(int bits) => Of(Vector512.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512 And(Lane512 left, Lane512 right) => Of((left.Value.AsInt32() & right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512 Xor(Lane512 left, Lane512 right) => Of((left.Value.AsInt32() ^ right.Value.AsInt32()).AsSingle());
}
