using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled;

/// <summary>
/// The inverse cosine transform of 8×8 coefficients in integers, after Loeffler, Ligtenberg and Moschytz (1989) with 13 fractional bits:
/// the arithmetic of libjpeg's accurate method, so that pictures come out the same to the bit. Eight columns are done side by side.
/// </summary>
internal static unsafe class InverseCosineTransform
{
    private const int Size = JpegComponent.BlockSize;
    private const int FractionBits = 13;

    // The first pass leaves two more bits for the second; both together scale by eight.
    private const int FirstShift = FractionBits - 2;
    private const int SecondShift = FractionBits + 2 + 3;
    private const int Center = 128;

    /// <param name="coefficients">Row after row, as they were quantized.</param>
    /// <param name="factors">What each is multiplied by.</param>
    /// <param name="samples">Where the first row goes.</param>
    /// <param name="stride">From a row to the next.</param>
    public static void Run(ReadOnlySpan<short> coefficients, ReadOnlySpan<int> factors, Span<byte> samples, int stride)
    {
        if (coefficients[..ZigZag.Length][1..].IndexOfAnyExcept((short)0) < 0)
        {
            byte level = Clamp((((coefficients[0] * factors[0]) << 2) + 16) >> 5);
            for (int y = 0; y < Size; y++)
            {
                samples.Slice(y * stride, Size).Fill(level);
            }

            return;
        }

        Vector256<int>* rows = stackalloc Vector256<int>[Size];
        for (int y = 0; y < Size; y++)
        {
            (Vector128<int> low, Vector128<int> high) = Vector128.Widen(Vector128.Create(coefficients.Slice(y * Size, Size)));
            rows[y] = Vector256.Create(low, high) * Vector256.Create(factors.Slice(y * Size, Size));
        }

        Pass(rows, FirstShift);
        Transpose((int*)rows);
        Pass(rows, SecondShift);
        int* columns = (int*)rows;
        for (int y = 0; y < Size; y++)
        {
            Span<byte> row = samples.Slice(y * stride, Size);
            for (int x = 0; x < Size; x++)
            {
                row[x] = Clamp(columns[(x * Size) + y]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int value) => (byte)Math.Clamp(value + Center, byte.MinValue, byte.MaxValue);

    private static void Transpose(int* block)
    {
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < y; x++)
            {
                (block[(y * Size) + x], block[(x * Size) + y]) = (block[(x * Size) + y], block[(y * Size) + x]);
            }
        }
    }

    /// <summary>Eight transforms of eight numbers: one in each element of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(Vector256<int>* x, int shift)
    {
        // The even numbers.
        Vector256<int> rotation = (x[2] + x[6]) * 4433;
        Vector256<int> even2 = rotation - (x[6] * 15137);
        Vector256<int> even3 = rotation + (x[2] * 6270);
        Vector256<int> even0 = (x[0] + x[4]) << FractionBits;
        Vector256<int> even1 = (x[0] - x[4]) << FractionBits;
        Vector256<int> rounding = Vector256.Create(1 << (shift - 1));
        Vector256<int> sum0 = even0 + even3 + rounding;
        Vector256<int> sum3 = even0 - even3 + rounding;
        Vector256<int> sum1 = even1 + even2 + rounding;
        Vector256<int> sum2 = even1 - even2 + rounding;

        // The odd numbers.
        Vector256<int> z1 = (x[7] + x[1]) * -7373;
        Vector256<int> z2 = (x[5] + x[3]) * -20995;
        Vector256<int> z5 = (x[7] + x[3] + x[5] + x[1]) * 9633;
        Vector256<int> z3 = ((x[7] + x[3]) * -16069) + z5;
        Vector256<int> z4 = ((x[5] + x[1]) * -3196) + z5;
        Vector256<int> odd0 = (x[7] * 2446) + z1 + z3;
        Vector256<int> odd1 = (x[5] * 16819) + z2 + z4;
        Vector256<int> odd2 = (x[3] * 25172) + z2 + z3;
        Vector256<int> odd3 = (x[1] * 12299) + z1 + z4;

        x[0] = (sum0 + odd3) >> shift;
        x[7] = (sum0 - odd3) >> shift;
        x[1] = (sum1 + odd2) >> shift;
        x[6] = (sum1 - odd2) >> shift;
        x[2] = (sum2 + odd1) >> shift;
        x[5] = (sum2 - odd1) >> shift;
        x[3] = (sum3 + odd0) >> shift;
        x[4] = (sum3 - odd0) >> shift;
    }
}
