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
    /// A polynomial of the distance to a point of the piece: near its middle where tanh is all but a float, and zero for the piece that begins
    /// there. Least squares at 60 Chebyshev points, of the relative error in the piece from zero on; each coefficient was rounded before the
    /// next was fitted.
    /// </remarks>
    private static ReadOnlySpan<float> TanhPieces =>
    [
        // The points.
        1.6249857f, 2.1249893f, 2.624981f, 3.1250348f, 3.8749688f, 4.8749824f, 5.8749046f, 6.8749046f,
        8.1973095f, 0.0f, 0.18750109f, 0.3125049f, 0.4999994f, 0.7500064f, 0.99999565f, 1.2500209f,
        // Coefficients of t to the power 0.
        0.92534417f, 0.97187215f, 0.98955935f, 0.9961468f, 0.99913883f, 0.9998834f, 0.9999842f, 0.99999785f,
        0.9999998f, 0.0f, 0.18533425f, 0.30271417f, 0.4621167f, 0.63515276f, 0.7615923f, 0.8482895f,
        // Coefficients of t to the power 1.
        0.14373809f, 0.055464514f, 0.020772291f, 0.007691558f, 0.0017216302f, 0.00023316484f, 3.1563544e-05f, 4.271738e-06f,
        3.0355068e-07f, 1.0f, 0.9656512f, 0.9083641f, 0.7864482f, 0.596581f, 0.41997713f, 0.28040493f,
        // Coefficients of t to the power 2.
        -0.13301443f, -0.0539035f, -0.020554323f, -0.007661383f, -0.0017180251f, -0.00023284197f, -3.130381e-05f, -4.107015e-06f,
        -1.4004715e-07f, 3.0202074e-07f, -0.17896785f, -0.2749742f, -0.36342546f, -0.3789199f, -0.31985337f, -0.23786618f,
        // Coefficients of t to the power 3.
        0.07517473f, 0.033901144f, 0.013416329f, 0.0050682873f, 0.0011436159f, 0.00015522119f, 2.1018026e-05f, 2.8442405e-06f,
        2.0025102e-07f, -0.3333551f, -0.2887133f, -0.21953726f, -0.09420852f, 0.041807547f, 0.10360293f, 0.10831363f,
        // Coefficients of t to the power 4.
        -0.024853611f, -0.015026351f, -0.006480566f, -0.0025217496f, -0.0005969594f, -8.1344966e-05f, -1.1721699e-05f, -2.0012963e-06f,
        -3.0430832e-07f, 0.00046499868f, 0.11283962f, 0.15772036f, 0.16357704f, 0.09972287f, 0.02812497f, -0.012258235f,
        // Coefficients of t to the power 5.
        0.0011558932f, 0.004454671f, 0.0023585267f, 0.0009750395f, 0.0002357544f, 3.234095e-05f, 4.387437e-06f, 5.9549524e-07f,
        4.575025e-08f, 0.1300195f, 0.09632239f, 0.043301474f, -0.026422484f, -0.063462414f, -0.04621678f, -0.019454358f
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IBitLane<T>
    {
        // Constants of the program, which do not move.
        float* row = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(TanhPieces));

        // From 9.02 on the result is 1; a NaN passes the limit.
        var size = T.PickSmaller(T.Broadcast(9.02f), T.Abs(x));
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
