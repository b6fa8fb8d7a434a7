using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Adds the sums of the parts of a product's depth, in order, and hands the results to the epilogue.</summary>
/// <param name="epilogue">Finishes and stores.</param>
/// <param name="sums">Parts × rows × columns.</param>
/// <param name="rows">The rows of the product.</param>
/// <param name="columns">The columns of the product.</param>
/// <param name="parts">The number of parts.</param>
internal readonly unsafe struct PartSums<TEpilogue, TLane>(TEpilogue* epilogue, float* sums, nint rows, nint columns, int parts) : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
{
    public void Run(Workers workers)
    {
        if (workers.Shares((double)rows * columns * parts))
        {
            var work = this;
            workers.Run(ref work, checked((int)rows));
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            FinishRow(row);
        }
    }

    public void RunTile(int tile, int worker) => FinishRow(tile);

    private void FinishRow(nint row)
    {
        nint column = FinishColumns<TLane>(*epilogue, row, 0);
        if (column < columns)
        {
            FinishColumns<Lane1>(*epilogue, row, column);
        }
    }

    /// <summary>The columns from one on that fill lanes: a method for each width, as RyuJIT expands so many calls in one and no more.</summary>
    /// <returns>The first column that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private nint FinishColumns<T>(TEpilogue epilogue, nint row, nint column)
        where T : struct, ILane<T>
    {
        for (; column <= columns - T.Width; column += T.Width)
        {
            epilogue.Store(Sum<T>(row, column), row, column);
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Sum<T>(nint row, nint column)
        where T : struct, ILane<T>
    {
        float* at = sums + (row * columns) + column;
        var sum = T.Load(at);
        for (int part = 1; part < parts; part++)
        {
            at += rows * columns;
            sum = T.Add(sum, T.Load(at));
        }

        return sum;
    }
}
