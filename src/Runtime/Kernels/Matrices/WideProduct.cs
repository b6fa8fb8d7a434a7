using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>One row or a few times a wide matrix, which is read once, where it lies. Threads share its columns.</summary>
internal readonly unsafe struct WideProduct<TEpilogue, TLane>(TEpilogue* epilogue, float* left, float* right, nint rows, nint columns, nint depth)
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
{
    private readonly nint _columns = columns;

    // A row alone is added in one part, as MatrixRow adds it.
    private readonly nint _partDepth = rows == 1 ? depth : MatrixBlocks.PartDepth(depth, MatrixBlocks.Parts(rows, columns, depth, MatrixBlocks.Depth), MatrixBlocks.Depth);

    public void Run(Workers workers)
    {
        bool share = workers.Shares(MatrixBlocks.Operations((double)rows * _columns * depth));
        nint tileColumns = share ? MatrixBlocks.SharedRowColumns(rows, _columns, workers.Count)
            : MatrixBlocks.Even(_columns, MatrixBlocks.MostRowColumns(rows), MatrixBlocks.RowColumnUnit);
        var tiles = new Tiles(this, tileColumns);
        workers.Run(ref tiles, checked((int)((_columns + tileColumns - 1) / tileColumns)), share);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private void Multiply(nint column, nint count)
    {
        // At most 72 KiB.
        nint stride = MatrixBlocks.RoundUp(count, MatrixBlocks.RowColumnUnit);
        float* unaligned = stackalloc float[(int)WideSums.Length(rows, stride) + AlignedMemory.Margin];
        float* sums = AlignedMemory.Align(unaligned);
        WideSums.Sum<TLane>(left, rows, right + column, _columns, count, depth, _partDepth, sums, stride);
        for (nint row = 0; row < rows; row++)
        {
            RowSums.Finish(*epilogue, sums + (row * stride), row, column, count);
        }
    }

    private readonly struct Tiles(WideProduct<TEpilogue, TLane> product, nint columns) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            nint first = tile * columns;
            product.Multiply(first, Math.Min(columns, product._columns - first));
        }
    }
}
