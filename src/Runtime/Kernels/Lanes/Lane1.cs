using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>A single float: what is left over when a row does not fill a register.</summary>
/// <param name="value">The float.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe struct Lane1(float value) : IBitLane<Lane1>
{
    /// <summary>The float.</summary>
    public readonly float Value = value;

    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static bool IsSupported => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Load(float* address) => new(*address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Lane1 value) => *address = value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 LoadInt32(int* address) => new(*address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Add(Lane1 left, Lane1 right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Subtract(Lane1 left, Lane1 right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Multiply(Lane1 left, Lane1 right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Divide(Lane1 left, Lane1 right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 MultiplyAdd(Lane1 a, Lane1 b, Lane1 c)
        => Fma.IsSupported ? new(Fma.MultiplyAddScalar(Register(a), Register(b), Register(c)).ToScalar())
            : AdvSimd.IsSupported ? new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value))
            : new((a.Value * b.Value) + c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane1 sum, Lane1 left, Lane1 right) => sum = MultiplyAdd(left, right, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane1 sum, Lane1 left, float* right) => sum = MultiplyAdd(left, Load(right), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Negate(Lane1 value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Abs(Lane1 value) => new(MathF.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Minimum(Lane1 left, Lane1 right) => LaneMath.Minimum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Maximum(Lane1 left, Lane1 right) => LaneMath.Maximum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sqrt(Lane1 value) => new(MathF.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Exp(Lane1 value) => LaneMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Log(Lane1 value) => LaneMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Tanh(Lane1 value) => LaneMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sigmoid(Lane1 value) => LaneMath.Sigmoid(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Erf(Lane1 value) => LaneMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sin(Lane1 value) => LaneMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Cos(Lane1 value) => LaneMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Power(Lane1 left, Lane1 right) => LaneMath.Power(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Floor(Lane1 value) => new(MathF.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Log1P(Lane1 value) => LaneMath.Log1P(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 ExpM1(Lane1 value) => LaneMath.ExpM1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 LessThan(Lane1 left, Lane1 right) => Of(Vector128.LessThan(Register(left), Register(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 LessThanOrEqual(Lane1 left, Lane1 right) => Of(Vector128.LessThanOrEqual(Register(left), Register(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Equal(Lane1 left, Lane1 right) => Of(Vector128.Equals(Register(left), Register(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Select(Lane1 mask, Lane1 whenTrue, Lane1 whenFalse)
        => Sse41.IsSupported
            ? Of(Sse41.BlendVariable(Register(whenFalse), Register(whenTrue), Register(mask)))
            : Of(Vector128.ConditionalSelect(Register(mask), Register(whenTrue), Register(whenFalse)));

    /// <inheritdoc/>
    public static float Sum(Lane1 value) => value.Value;

    /// <inheritdoc/>
    public static float Max(Lane1 value) => value.Value;

    /// <inheritdoc/>
    public static float Min(Lane1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.PickLarger(Lane1 left, Lane1 right)
        => Sse.IsSupported ? Of(Sse.MaxScalar(Register(left), Register(right))) : left.Value > right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.PickSmaller(Lane1 left, Lane1 right)
        => Sse.IsSupported ? Of(Sse.MinScalar(Register(left), Register(right))) : left.Value < right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.BroadcastBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.LoadBits(int* address) => new(*(float*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.And(Lane1 left, Lane1 right) => Of(Register(left) & Register(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.Or(Lane1 left, Lane1 right) => Of(Register(left) | Register(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.Xor(Lane1 left, Lane1 right) => Of(Register(left) ^ Register(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.AddBits(Lane1 left, Lane1 right) => OfIntegers(Integers(left) + Integers(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.SubtractBits(Lane1 left, Lane1 right) => OfIntegers(Integers(left) - Integers(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.ShiftLeft(Lane1 bits, int count) => OfIntegers(Vector128.ShiftLeft(Integers(bits), count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.ShiftRight(Lane1 bits, int count) => OfIntegers(Vector128.ShiftRightArithmetic(Integers(bits), count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.ShiftRightLogical(Lane1 bits, int count) => OfIntegers(Vector128.ShiftRightLogical(Integers(bits), count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.ConvertBits(Lane1 bits) => Of(Vector128.ConvertToSingle(Integers(bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane1 IBitLane<Lane1>.Lookup(float* table, Lane1 bits) => new(table[Bits(bits) & 15]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IBitLane<Lane1>.Any(Lane1 mask) => Bits(mask) != 0;

    // What compares, selects and takes bits stays in the first element of a register: jumps would be mispredicted, and moves to integers and back slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Register(Lane1 value) => Vector128.CreateScalarUnsafe(value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bits(Lane1 value) => BitConverter.SingleToInt32Bits(value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Integers(Lane1 value) => Register(value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 Of(Vector128<float> register) => new(register.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 OfIntegers(Vector128<int> register) => Of(register.AsSingle());
}
