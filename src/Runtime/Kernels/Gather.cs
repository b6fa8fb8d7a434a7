namespace Compiled.Kernels;

/// <summary>Rows of a table by their numbers.</summary>
public static unsafe class Gather
{
    /// <summary>Copies the row of each id; an id outside [0, rows) gives a row of NaN.</summary>
    /// <param name="table">rows × columns.</param>
    /// <param name="ids">The numbers of rows.</param>
    /// <param name="y">count × columns.</param>
    /// <param name="count">The number of ids.</param>
    /// <param name="rows">The length of the table.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(float* table, int* ids, float* y, nint count, nint rows, nint columns, Workers workers)
        => Run(table, ids, 1, y, count, rows, columns, workers);

    /// <param name="stride">From one id to the next.</param>
    internal static void Run(float* table, int* ids, nint stride, float* y, nint count, nint rows, nint columns, Workers workers)
    {
        var work = new Work(table, ids, stride, y, rows, columns);
        RowTiles.Run(ref work, count, columns, 1, workers);
    }

    private readonly struct Work(float* table, int* ids, nint stride, float* y, nint rows, nint columns) : IRowKernel
    {
        public void Run<TLane>(nint row, float* tail)
            where TLane : struct, ILane<TLane>
        {
            nint id = ids[row * stride];
            float* destination = y + (row * columns);
            if ((nuint)id < (nuint)rows)
            {
                Buffer.MemoryCopy(table + (id * columns), destination, columns * sizeof(float), columns * sizeof(float));
            }
            else
            {
                Movement.Fill(destination, columns, float.NaN);
            }
        }
    }
}
