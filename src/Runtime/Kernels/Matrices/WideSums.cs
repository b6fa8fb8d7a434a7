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

    /// <summary>The most rows of a micro-kernel.</summary>
    public const int TileRows = 4;

    /// <summary>
    /// Matrices of so many floats, 16 MiB, are taken to come from memory, and prefetched where the first rows read them.
    /// </summary>
    /// <remarks>
    /// The processor's own prefetching begins anew on each page, of which a row has few. The first dense layer of VGG-16 (392 MiB) is read a
    /// fifth faster so. Where a cache holds the matrices it costs: a sample of 784-128-128-10 took a quarter longer.
    /// </remarks>
    public const nint FarLength = 1 << 22;

    /// <summary>The memory for the sums of a tile, in floats: of all rows, of a part of the depth for all rows, and of a block of it for those of a micro-kernel.</summary>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="sumsStride">From one row of sums to the next.</param>
    public static nint Length(nint rows, nint sumsStride) => ((2 * rows) + TileRows) * sumsStride;

    /// <summary>Sums some columns.</summary>
    /// <param name="left">The rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="right">The first column of the matrix that counts.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="columns">How many.</param>
    /// <param name="depth">The length of the sums, and of the rows.</param>
    /// <param name="partDepth">The length of the parts that are summed by themselves, and their sums added in order: a multiple of <see cref="MatrixBlocks.Depth"/>, or the depth.</param>
    /// <param name="sums"><see cref="Length"/> floats, the first of which receive the sums.</param>
    /// <param name="sumsStride">From one row of sums to the next: the columns at least, in whole lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum<TLane>(
        float* left, nint rows, float* right, nint stride, nint columns, nint depth, nint partDepth, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
    {
        float* partSums = sums + (rows * sumsStride), blockSums = partSums + (rows * sumsStride);
        bool isFar = depth * stride >= FarLength;
        nint k = 0;
        do
        {
            // What comes first is summed where it stays: a sum of zeros keeps their sign.
            float* totals = k == 0 ? sums : partSums;
            nint firstDepth = k, endDepth = Math.Min(depth, k + partDepth);
            do
            {
                nint length = MatrixBlocks.Block(endDepth - k);
                float* first = left + k, matrix = right + (k * stride);
                nint tileRows;
                for (nint row = 0; row < rows; row += tileRows)
                {
                    tileRows = Math.Min(rows - row, TileRows);
                    float* rowSums = totals + (row * sumsStride), result = k == firstDepth ? rowSums : blockSums;
                    Movement.Fill(result, tileRows * sumsStride, 0f);
                    AddBlock<TLane>(tileRows, first + (row * depth), depth, matrix, stride, columns, length, isFar && row == 0, result, sumsStride);
                    if (result != rowSums)
                    {
                        AddSums<TLane>(rowSums, result, tileRows * sumsStride);
                    }
                }

                k += length;
            }
            while (k < endDepth);

            if (totals != sums)
            {
                AddSums<TLane>(sums, totals, rows * sumsStride);
            }
        }
        while (k < depth);
    }

    private static void AddSums<TLane>(float* totals, float* more, nint length)
        where TLane : struct, ILane<TLane>
    {
        for (nint i = 0; i < length; i += TLane.Width)
        {
            TLane.Store(totals + i, TLane.Add(TLane.Load(totals + i), TLane.Load(more + i)));
        }
    }

    /// <summary>Adds the products of a block of the depth by the micro-kernel for so many rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddBlock<TLane>(
        nint rows, float* left, nint leftStride, float* right, nint stride, nint columns, nint depth, bool prefetches, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
    {
        switch (rows)
        {
            case 1:
                AddBlock<TLane, WideTile1>(left, leftStride, right, stride, columns, depth, prefetches, sums, sumsStride);
                break;
            case 2:
                AddBlock<TLane, WideTile2>(left, leftStride, right, stride, columns, depth, prefetches, sums, sumsStride);
                break;
            case 3:
                AddBlock<TLane, WideTile3>(left, leftStride, right, stride, columns, depth, prefetches, sums, sumsStride);
                break;
            default:
                AddBlock<TLane, WideTile4>(left, leftStride, right, stride, columns, depth, prefetches, sums, sumsStride);
                break;
        }
    }

    private static void AddBlock<TLane, TTile>(
        float* left, nint leftStride, float* right, nint stride, nint columns, nint depth, bool prefetches, float* sums, nint sumsStride)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IWideTile
    {
        if (prefetches && PrefetchedReading.Prefetches)
        {
            AddProducts<TLane, TTile, PrefetchedReading>(left, leftStride, right, stride, columns, depth, sums, sumsStride);
        }
        else
        {
            AddProducts<TLane, TTile, CachedReading>(left, leftStride, right, stride, columns, depth, sums, sumsStride);
        }
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
