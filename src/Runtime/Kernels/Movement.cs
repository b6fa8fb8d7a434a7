using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Copies that change an array's layout, not its values.</summary>
public static unsafe partial class Movement
{
    /// <summary>Copies <paramref name="rows"/> blocks of <paramref name="columns"/> floats from one stride to another; the blocks of the destination overlap neither one another nor those of the source.</summary>
    /// <param name="source">The first block read.</param>
    /// <param name="sourceStride">From one block read to the next, in floats.</param>
    /// <param name="destination">The first block written.</param>
    /// <param name="destinationStride">From one block written to the next, in floats.</param>
    /// <param name="rows">The number of blocks.</param>
    /// <param name="columns">The length of a block.</param>
    /// <param name="workers">The threads.</param>
    public static void CopyBlocks(
        float* source, nint sourceStride, float* destination, nint destinationStride, nint rows, nint columns, Workers workers)
    {
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        var copy = new Blocks(source, sourceStride, destination, destinationStride);
        if (!workers.Shares((double)rows * columns))
        {
            copy.Run(0, rows, 0, columns);
            return;
        }

        var tiling = Tiling.Of(rows, columns, 1);
        var work = new CopyWork(copy, tiling);
        workers.Run(ref work, tiling.Count);
    }

    /// <summary>Copies (outer, size, inner) with the middle axis from its end to its begin.</summary>
    public static void Reverse(float* source, float* destination, nint outer, nint size, nint inner, Workers workers)
    {
        for (nint block = 0; block < outer; block++)
        {
            nint first = block * size * inner;
            CopyBlocks(source + first + ((size - 1) * inner), -inner, destination + first, inner, size, inner, workers);
        }
    }

    /// <summary>Sets <paramref name="count"/> floats to a value.</summary>
    public static void Fill(float* destination, nint count, float value)
    {
        // A span's length is an int.
        const int Most = 1 << 30;
        for (; count > Most; count -= Most, destination += Most)
        {
            new Span<float>(destination, Most).Fill(value);
        }

        new Span<float>(destination, (int)count).Fill(value);
    }

    /// <summary>Writes 0, 1, 2 … <paramref name="count"/> − 1.</summary>
    public static void Count(float* destination, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            destination[i] = i;
        }
    }

    private readonly struct Blocks(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        // Longer blocks are copied by the system's own routine, which shorter ones do not pay.
        private const int LongBlock = 4096;

        public void Run(nint firstRow, nint endRow, nint firstColumn, nint endColumn)
        {
            nint count = endColumn - firstColumn;
            if (count >= LongBlock)
            {
                for (nint row = firstRow; row < endRow; row++)
                {
                    Buffer.MemoryCopy(From(row) + firstColumn, To(row) + firstColumn, count * sizeof(float), count * sizeof(float));
                }
            }
            else if (Lane512.IsSupported && count >= Lane512.Width)
            {
                RunRows<Lane512>(firstRow, endRow, firstColumn, count);
            }
            else if (Lane256.IsSupported && count >= Lane256.Width)
            {
                RunRows<Lane256>(firstRow, endRow, firstColumn, count);
            }
            else if (count >= Lane128.Width)
            {
                RunRows<Lane128>(firstRow, endRow, firstColumn, count);
            }
            else
            {
                RunRows<Lane1>(firstRow, endRow, firstColumn, count);
            }
        }

        /// <summary>The last lane may begin before the end of the one before it, and copy some floats again.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void RunRows<TLane>(nint firstRow, nint endRow, nint firstColumn, nint count)
            where TLane : struct, ILane<TLane>
        {
            nint last = count - TLane.Width;
            for (nint row = firstRow; row < endRow; row++)
            {
                float* from = From(row) + firstColumn, to = To(row) + firstColumn;
                for (nint i = 0; i < last; i += TLane.Width)
                {
                    TLane.Store(to + i, TLane.Load(from + i));
                }

                TLane.Store(to + last, TLane.Load(from + last));
            }
        }

        private float* From(nint row) => source + (row * sourceStride);

        private float* To(nint row) => destination + (row * destinationStride);
    }

    private readonly struct CopyWork(Blocks blocks, Tiling tiling) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            tiling.Bounds(tile, out nint firstRow, out nint endRow, out nint firstColumn, out nint endColumn);
            blocks.Run(firstRow, endRow, firstColumn, endColumn);
        }
    }
}
