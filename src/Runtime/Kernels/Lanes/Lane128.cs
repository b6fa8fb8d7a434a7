using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>Four floats in a 128-bit register.</summary>
/// <param name="value">The register.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe struct Lane128(Vector128<float> value) : IBitLane<Lane128>
{
    /// <summary>The register.</summary>
    public readonly Vector128<float> Value = value;

    // Not a constructor: each would cost the compiler variables, and beyond 512 it stops expanding calls.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128 Of(Vector128<float> value) => Unsafe.BitCast<Vector128<float>, Lane128>(value);

    /// <inheritdoc/>
    public static int Width => 4;

    /// <inheritdoc/>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Broadcast(float value) => Of(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Load(float* address) => Of(Vector128.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Lane128 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 LoadInt32(int* address) => Of(Vector128.ConvertToSingle(Vector128.Load(address)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Add(Lane128 left, Lane128 right) => Of(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Subtract(Lane128 left, Lane128 right) => Of(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Multiply(Lane128 left, Lane128 right) => Of(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Divide(Lane128 left, Lane128 right) => Of(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 MultiplyAdd(Lane128 a, Lane128 b, Lane128 c)
        => Fma.IsSupported ? Of(Fma.MultiplyAdd(a.Value, b.Value, c.Value))
            : AdvSimd.IsSupported ? Of(AdvSimd.FusedMultiplyAdd(c.Value, a.Value, b.Value))
            : Of((a.Value * b.Value) + c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane128 sum, Lane128 left, Lane128 right)
    {
        if (Fma.IsSupported)
        {
            Unsafe.As<Lane128, Vector128<float>>(ref sum) = Fma.MultiplyAdd(left.Value, right.Value, sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, right, sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane128 sum, Lane128 left, float* right)
    {
        if (Fma.IsSupported)
        {
            Unsafe.As<Lane128, Vector128<float>>(ref sum) = Fma.MultiplyAdd(left.Value, Vector128.Load(right), sum.Value);
        }
        else
        {
            sum = MultiplyAdd(left, Load(right), sum);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Negate(Lane128 value) => Xor(value, BroadcastBits(int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Abs(Lane128 value) => And(value, BroadcastBits(int.MaxValue));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Minimum(Lane128 left, Lane128 right) => LaneMath.Minimum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Maximum(Lane128 left, Lane128 right) => LaneMath.Maximum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Sqrt(Lane128 value) => Of(Vector128.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Exp(Lane128 value) => LaneMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Log(Lane128 value) => LaneMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Tanh(Lane128 value) => LaneMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Sigmoid(Lane128 value) => LaneMath.Sigmoid(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Erf(Lane128 value) => LaneMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Sin(Lane128 value) => LaneMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Cos(Lane128 value) => LaneMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Power(Lane128 left, Lane128 right) => LaneMath.Power(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Floor(Lane128 value) => Of(Vector128.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Log1P(Lane128 value) => LaneMath.Log1P(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 ExpM1(Lane128 value) => LaneMath.ExpM1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 LessThan(Lane128 left, Lane128 right) => Of(Vector128.LessThan(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 LessThanOrEqual(Lane128 left, Lane128 right) => Of(Vector128.LessThanOrEqual(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Equal(Lane128 left, Lane128 right) => Of(Vector128.Equals(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Select(Lane128 mask, Lane128 whenTrue, Lane128 whenFalse)
        => Sse41.IsSupported
            ? Of(Sse41.BlendVariable(whenFalse.Value, whenTrue.Value, mask.Value))
            : Of(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane128 value)
        => (value.Value[0] + value.Value[2]) + (value.Value[1] + value.Value[3]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Lane128 value)
    {
        var halves = Maximum(value, Of(Vector128.Shuffle(value.Value, Vector128.Create(2, 3, 0, 1))));
        return Maximum(halves, Of(Vector128.Shuffle(halves.Value, Vector128.Create(1, 0, 3, 2)))).Value.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Lane128 value)
    {
        var halves = Minimum(value, Of(Vector128.Shuffle(value.Value, Vector128.Create(2, 3, 0, 1))));
        return Minimum(halves, Of(Vector128.Shuffle(halves.Value, Vector128.Create(1, 0, 3, 2)))).Value.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.PickLarger(Lane128 left, Lane128 right)
        => Sse.IsSupported
            ? Of(Sse.Max(left.Value, right.Value))
            : Of(Vector128.ConditionalSelect(Vector128.GreaterThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.PickSmaller(Lane128 left, Lane128 right)
        => Sse.IsSupported
            ? Of(Sse.Min(left.Value, right.Value))
            : Of(Vector128.ConditionalSelect(Vector128.LessThan(left.Value, right.Value), left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.BroadcastBits(int bits) => BroadcastBits(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.LoadBits(int* address) => Of(Vector128.Load(address).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.And(Lane128 left, Lane128 right) => And(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.Or(Lane128 left, Lane128 right) => Of((left.Value.AsInt32() | right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.Xor(Lane128 left, Lane128 right) => Xor(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.AddBits(Lane128 left, Lane128 right) => Of((left.Value.AsInt32() + right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.SubtractBits(Lane128 left, Lane128 right) => Of((left.Value.AsInt32() - right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.ShiftLeft(Lane128 bits, int count) => Of(Vector128.ShiftLeft(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.ShiftRight(Lane128 bits, int count) => Of(Vector128.ShiftRightArithmetic(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.ShiftRightLogical(Lane128 bits, int count) => Of(Vector128.ShiftRightLogical(bits.Value.AsInt32(), count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.ConvertBits(Lane128 bits) => Of(Vector128.ConvertToSingle(bits.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128 IBitLane<Lane128>.Lookup(float* table, Lane128 bits) => Lookup(table, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IBitLane<Lane128>.Any(Lane128 mask) => mask.Value.AsInt32() != Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lane128 Lookup(float* table, Lane128 bits)
    {
        if (Avx2.IsSupported)
        {
            return Of(Lane256.Lookup(table, new(bits.Value.ToVector256Unsafe())).Value.GetLower());
        }

        var numbers = bits.Value.AsInt32() & Vector128.Create(15);
        if (AdvSimd.Arm64.IsSupported)
        {
            // The table's instruction takes bytes: those of number n are 4 n to 4 n + 3.
            var bytes = ((numbers * 0x04040404) + Vector128.Create(0x03020100)).AsByte();
            byte* place = (byte*)table;
            return Of(AdvSimd.Arm64.VectorTableLookup(
                (Vector128.Load(place), Vector128.Load(place + 16), Vector128.Load(place + 32), Vector128.Load(place + 48)), bytes).AsSingle());
        }

        return Of(Vector128.Create(table[numbers.GetElement(0)], table[numbers.GetElement(1)], table[numbers.GetElement(2)], table[numbers.GetElement(3)]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128 BroadcastBits(int bits) => Of(Vector128.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128 And(Lane128 left, Lane128 right) => Of((left.Value.AsInt32() & right.Value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128 Xor(Lane128 left, Lane128 right) => Of((left.Value.AsInt32() ^ right.Value.AsInt32()).AsSingle());
}
