using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Kernels;

internal static unsafe partial class LaneMath
{
    // A size with this added lies between 5/8 and 10. Its bits 21 to 24, the last two of the exponent and the first two of the mantissa,
    // number the piece that it is in: from 2, 5/2, 3 and 7/2 on pieces 0 to 3, from 4, 5, 6 and 7 on 4 to 7, from 8 on 8, from 5/8, 3/4 and
    // 7/8 on 9 to 11, from 1, 5/4, 3/2 and 7/4 on 12 to 15.
    private const float TanhBias = 0.625f;

    /// <summary>A row for each coefficient, an element for each piece.</summary>
    /// <remarks>
    /// A polynomial of the distance to a point of the piece: near its middle where tanh is very nearly a float, so that the constant
    /// term is hardly rounded, and zero for the piece that begins there, whose first two coefficients are 0 and 1. The last piece ends at 9.25.
    /// Least squares of the error at 60 Chebyshev points (of the relative error in the first piece), each coefficient rounded before the next
    /// was fitted: tests/Oracle/tanh_pieces.py.
    /// </remarks>
    private static ReadOnlySpan<float> TanhPieces =>
    [
        // The points.
        1.6249857f, 2.1253989f, 2.6259604f, 3.1247869f, 3.8759391f, 4.9561257f, 5.7880487f, 6.9314713f,
        8.317766f, 0.0f, 0.18750109f, 0.31248993f, 0.4999994f, 0.7499749f, 0.99999565f, 1.2500209f,
        // Coefficients of t to the power 0.
        0.92534417f, 0.97189486f, 0.9895797f, 0.9961449f, 0.9991405f, 0.9999009f, 0.9999812f, 0.9999981f,
        0.9999999f, 0.0f, 0.18533425f, 0.30270058f, 0.4621167f, 0.635134f, 0.7615923f, 0.8482895f,
        // Coefficients of t to the power 1.
        0.14373809f, 0.055420373f, 0.020732068f, 0.0076953582f, 0.0017183012f, 0.00019829225f, 3.7543e-05f, 3.8155526e-06f,
        2.38731e-07f, 1.0f, 0.9656512f, 0.90837234f, 0.7864482f, 0.5966048f, 0.41997713f, 0.28040493f,
        // Coefficients of t to the power 2.
        -0.13301443f, -0.053861856f, -0.02051494f, -0.007665172f, -0.0017146984f, -0.00019807932f, -3.7526257e-05f, -3.8109674e-06f,
        -2.3447447e-07f, 3.0202074e-07f, -0.17896785f, -0.27496436f, -0.36342546f, -0.37892386f, -0.31985337f, -0.23786618f,
        // Coefficients of t to the power 3.
        0.07517473f, 0.033876527f, 0.013390944f, 0.005070791f, 0.0011412757f, 0.00013079461f, 2.5201356e-05f, 2.523487e-06f,
        1.5632354e-07f, -0.3333551f, -0.2887133f, -0.219545f, -0.09420852f, 0.041796718f, 0.10360293f, 0.10831363f,
        // Coefficients of t to the power 4.
        -0.024853611f, -0.015017257f, -0.006468992f, -0.0025227289f, -0.0005958182f, -6.825556e-05f, -1.2922978e-05f, -1.3236377e-06f,
        -9.34875e-08f, 0.00046499868f, 0.11283962f, 0.15772033f, 0.16357704f, 0.099733755f, 0.02812497f, -0.012258235f,
        // Coefficients of t to the power 5.
        0.0011558932f, 0.004454737f, 0.0023587423f, 0.0009750118f, 0.0002358268f, 3.2683067e-05f, 4.3295086e-06f, 6.007318e-07f,
        3.7200618e-08f, 0.1300195f, 0.09632239f, 0.04299232f, -0.026422484f, -0.063541204f, -0.04621678f, -0.019454358f
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IBitLane<T>
    {
        // Constants of the program, which do not move.
        float* row = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(TanhPieces));

        // There the result is 1; a NaN passes the limit.
        var size = T.PickSmaller(T.Broadcast(9.25f), T.Abs(x));
        var piece = T.ShiftRightLogical(T.Add(size, T.Broadcast(TanhBias)), 21);
        var t = T.Subtract(size, T.Lookup(row, piece));
        var value = T.Lookup(row + (16 * 6), piece);
        value = T.MultiplyAdd(value, t, T.Lookup(row + (16 * 5), piece));
        value = T.MultiplyAdd(value, t, T.Lookup(row + (16 * 4), piece));
        value = T.MultiplyAdd(value, t, T.Lookup(row + (16 * 3), piece));
        value = T.MultiplyAdd(value, t, T.Lookup(row + (16 * 2), piece));
        value = T.MultiplyAdd(value, t, T.Lookup(row + 16, piece));
        return T.Or(value, T.And(x, T.BroadcastBits(int.MinValue)));
    }
}
