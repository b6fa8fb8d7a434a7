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
            FinishRow(*epilogue, row);
        }
    }

    public void RunTile(int tile, int worker) => FinishRow(*epilogue, tile);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void FinishRow(TEpilogue epilogue, nint row)
    {
        nint column = 0;
        for (; column <= columns - TLane.Width; column += TLane.Width)
        {
            epilogue.Store(Sum<TLane>(row, column), row, column);
        }

        for (; column < columns; column++)
        {
            epilogue.Store(Sum<Lane1>(row, column), row, column);
        }
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
