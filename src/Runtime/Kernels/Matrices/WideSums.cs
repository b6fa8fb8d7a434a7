using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The sums of one row or a few times a wide matrix. Rows of the matrix are read side by side, each from its begin to its end, as memory is
/// read fastest; the sums wait in the nearest cache. Going down a few columns instead would touch another page with every row. Of more rows
/// than a micro-kernel has, the next ones find a block of the matrix in the second-level cache.
/// </summary>
internal static unsafe class WideSums
{
    /// <summary>With fewer columns the sums of a row stay in registers.</summary>
    public const int LeastColumns = 128;

    /// <summary>The most rows of sums of a block of the depth.</summary>
    public const int MostTileRows = 4;

    // Matrices of so many floats, 16 MiB, are taken to come from memory, and prefetched: the processor's own prefetching
    // begins anew on each page, of which a row has few. The first dense layer of VGG-16 (392 MiB) is read a fifth faster so. Where a
    // cache holds the matrices it costs: a sample of 784-128-128-10 took a quarter longer.
    private const nint PrefetchedLength = 1 << 22;

    /// <summary>Sums some columns.</summary>
    /// <param name="left">The rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="right">The first column of the matrix that counts.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="columns">How many.</param>
    /// <param name="depth">The length of the sums, and of the rows.</param>
    /// <param name="totals">Receives the sums.</param>
    /// <param name="sumsStride">From one row of sums to the next: the columns at least, in whole lanes.</param>
    /// <param name="block">Memory for <see cref="MostTileRows"/> of them, but no more than there are rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum<TLane>(float* left, nint rows, float* right, nint stride, nint columns, nint depth, float* totals, nint sumsStride, float* block)
        where TLane : struct, ILane<TLane>
    {
        Movement.Fill(totals, rows * sumsStride, 0f);
        bool isFar = depth * stride >= PrefetchedLength;
        nint length;
        for (nint k = 0; k < depth; k += length)
        {
            length = MatrixBlocks.Block(depth - k);
            float* matrix = right + (k * stride);
            for (nint row = 0; row < rows;)
            {
                float* first = left + (row * depth) + k, sums = totals + (row * sumsStride);
                bool prefetches = isFar && row == 0;
                row += rows - row >= WideTile4.Rows ? AddBlock<TLane, WideTile4>(first, depth, matrix, stride, columns, length, prefetches, sums, sumsStride, block)
                    : rows - row >= WideTile2.Rows ? AddBlock<TLane, WideTile2>(first, depth, matrix, stride, columns, length, prefetches, sums, sumsStride, block)
                    : AddBlock<TLane, WideTile1>(first, depth, matrix, stride, columns, length, prefetches, sums, sumsStride, block);
            }
        }
    }

    /// <summary>Sums a block of the depth by itself, and adds that.</summary>
    /// <returns>The number of rows that were added to.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int AddBlock<TLane, TTile>(
        float* left, nint leftStride, float* right, nint stride, nint columns, nint depth, bool prefetches, float* totals, nint sumsStride, float* block)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IWideTile
    {
        Movement.Fill(block, TTile.Rows * sumsStride, 0f);
        if (prefetches && PrefetchedReading.Prefetches)
        {
            AddProducts<TLane, TTile, PrefetchedReading>(left, leftStride, right, stride, columns, depth, block, sumsStride);
        }
        else
        {
            AddProducts<TLane, TTile, CachedReading>(left, leftStride, right, stride, columns, depth, block, sumsStride);
        }

        for (nint i = 0; i < TTile.Rows * sumsStride; i += TLane.Width)
        {
            TLane.Store(totals + i, TLane.Add(TLane.Load(totals + i), TLane.Load(block + i)));
        }

        return TTile.Rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddProducts<TLane, TTile, TReading>(
        float* left, nint leftStride, float* right, nint stride, nint columns, nint depth, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IWideTile
        where TReading : struct, IWideReading
    {
        nint wide = columns / TLane.Width * TLane.Width, quads = columns / Lane128.Width * Lane128.Width;
        nint k = 0;
        for (; k <= depth - TTile.Depth; k += TTile.Depth)
        {
            TTile.Add<TLane, TReading>(left + k, leftStride, right, stride, wide, sums, sumsStride);
            if (wide < columns)
            {
                TTile.Add<Lane128, TReading>(left + k, leftStride, right + wide, stride, quads - wide, sums + wide, sumsStride);
                TTile.Add<Lane1, TReading>(left + k, leftStride, right + quads, stride, columns - quads, sums + quads, sumsStride);
            }

            right += TTile.Depth * stride;
        }

        for (; k < depth; k++)
        {
            for (nint row = 0; row < TTile.Rows; row++)
            {
                float factor = left[(row * leftStride) + k];
                AddRow<TLane>(factor, right, wide, sums + (row * sumsStride));
                AddRow<Lane1>(factor, right + wide, columns - wide, sums + (row * sumsStride) + wide);
            }

            right += stride;
        }
    }

    /// <summary>Adds a row of the matrix times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddRow<TLane>(float factor, float* right, nint columns, float* sums)
        where TLane : struct, ILane<TLane>
    {
        var factors = TLane.Broadcast(factor);
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            TLane.Store(sums + column, TLane.MultiplyAdd(factors, TLane.Load(right + column), TLane.Load(sums + column)));
        }
    }
}
