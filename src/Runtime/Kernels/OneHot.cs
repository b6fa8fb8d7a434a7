using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>Class numbers as rows of zeros and a one.</summary>
public static unsafe class OneHot
{
    // A one between as many zeros as the widest lane has elements.
    private const int Zeros = 16;

    private static ReadOnlySpan<float> One => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Elements of one row, for loops that read them in place of a matrix: a one at the label, zeros elsewhere.</summary>
    /// <param name="label">The row's class; outside [0, classes) none is one.</param>
    /// <param name="column">The first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Elements<TLane>(int label, nint column)
        where TLane : struct, ILane<TLane>
    {
        float* one = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(One)) + Zeros;
        nint place = label - column;
        return TLane.Load((nuint)place < (nuint)TLane.Width ? one - place : one + 1);
    }

    /// <summary>Writes a 1 at each row's label and zeros elsewhere; a label outside [0, classes) gives a row of zeros.</summary>
    /// <param name="labels">One class a row.</param>
    /// <param name="y">rows × classes.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(int* labels, float* y, nint rows, nint classes, Workers workers)
    {
        var work = new Work(labels, y, classes);
        RowTiles.Run(ref work, rows, classes, 1, workers);
    }

    private readonly struct Work(int* labels, float* y, nint classes) : IRowKernel
    {
        public void Run<TLane>(nint row, float* memory)
            where TLane : struct, ILane<TLane>
        {
            float* destination = y + (row * classes);
            Movement.Fill(destination, classes, 0f);
            int label = labels[row];
            if ((nuint)(nint)label < (nuint)classes)
            {
                destination[label] = 1f;
            }
        }
    }
}
