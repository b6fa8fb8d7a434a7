namespace Compiled.Kernels;

/// <summary>Class numbers as rows of zeros and a one.</summary>
public static unsafe class OneHot
{
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
        public void Run<TLane>(nint row, float* tail)
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
