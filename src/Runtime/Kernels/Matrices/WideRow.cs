using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Kernels;

/// <summary>
/// The sums of one row times a wide matrix. Eight rows of the matrix are read side by side, each from its begin to its end, as memory is
/// read fastest; the sums wait in the nearest cache. Going down a few columns instead would touch another page with every row.
/// </summary>
internal static unsafe class WideRow
{
    /// <summary>With fewer columns the sums stay in registers.</summary>
    public const int LeastColumns = 128;

    /// <summary>The columns for which both sums, of a block of the depth and of all, leave room in the nearest cache. Whole lanes of every width.</summary>
    public const int MostColumns = 2048;

    private const int Rows = 8;

    // Matrices of so many floats, 16 MiB, are taken to come from memory, and prefetched eight rows ahead: the processor's own prefetching
    // begins anew on each page, of which a row has few. The first dense layer of VGG-16 (392 MiB) is read a fifth faster so. Where a
    // cache holds the matrices it costs: a sample of 784-128-128-10 took a quarter longer.
    private const nint PrefetchedLength = 1 << 22;

    // The floats of a line of the cache.
    private const int Line = 16;

    /// <summary>Whether the matrix is prefetched: a constant of the loop.</summary>
    private interface IReading
    {
        static abstract bool Prefetches { get; }
    }

    /// <summary>Sums some columns.</summary>
    /// <param name="left">The row.</param>
    /// <param name="right">The first column of the matrix that counts.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="columns">How many, at most <see cref="MostColumns"/>.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="block">Memory for <see cref="MostColumns"/> floats.</param>
    /// <param name="totals">Receives the sums; as long.</param>
    public static void Sum<TLane>(float* left, float* right, nint stride, nint columns, nint depth, float* block, float* totals)
        where TLane : struct, ILane<TLane>
    {
        if (Prefetching.IsSupported && depth * stride >= PrefetchedLength)
        {
            Sum<TLane, Prefetching>(left, right, stride, columns, depth, block, totals);
        }
        else
        {
            Sum<TLane, Plain>(left, right, stride, columns, depth, block, totals);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum<TLane, TReading>(float* left, float* right, nint stride, nint columns, nint depth, float* block, float* totals)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IReading
    {
        Movement.Fill(totals, columns, 0f);
        nint wide = columns / TLane.Width * TLane.Width, quads = columns / Lane128.Width * Lane128.Width;
        nint k = 0;
        do
        {
            Movement.Fill(block, columns, 0f);
            nint end = k + MatrixBlocks.Block(depth - k);
            for (; k <= end - Rows; k += Rows)
            {
                float* row = right + (k * stride);
                AddEight<TLane, TReading>(left + k, row, stride, wide, block);
                if (wide < columns)
                {
                    AddEight<Lane128, TReading>(left + k, row + wide, stride, quads - wide, block + wide);
                    AddEight<Lane1, TReading>(left + k, row + quads, stride, columns - quads, block + quads);
                }
            }

            for (; k < end; k++)
            {
                float* row = right + (k * stride);
                AddOne<TLane>(left[k], row, wide, block);
                AddOne<Lane1>(left[k], row + wide, columns - wide, block + wide);
            }

            for (nint column = 0; column < columns; column += TLane.Width)
            {
                TLane.Store(totals + column, TLane.Add(TLane.Load(totals + column), TLane.Load(block + column)));
            }
        }
        while (k < depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddEight<TLane, TReading>(float* left, float* right, nint stride, nint columns, float* sums)
        where TLane : struct, ILane<TLane>
        where TReading : struct, IReading
    {
        TLane left0 = TLane.Broadcast(left[0]), left1 = TLane.Broadcast(left[1]), left2 = TLane.Broadcast(left[2]), left3 = TLane.Broadcast(left[3]);
        TLane left4 = TLane.Broadcast(left[4]), left5 = TLane.Broadcast(left[5]), left6 = TLane.Broadcast(left[6]), left7 = TLane.Broadcast(left[7]);
        nint two = 2 * stride, three = 3 * stride;
        float* right4 = right + (4 * stride);
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            if (TReading.Prefetches && (TLane.Width >= Line || column % Line == 0))
            {
                float* next = right4 + (4 * stride);
                Sse.Prefetch1(next);
                Sse.Prefetch1(next + stride);
                Sse.Prefetch1(next + two);
                Sse.Prefetch1(next + three);
                next += 4 * stride;
                Sse.Prefetch1(next);
                Sse.Prefetch1(next + stride);
                Sse.Prefetch1(next + two);
                Sse.Prefetch1(next + three);
            }

            var sum = TLane.MultiplyAdd(left0, TLane.Load(right), TLane.Load(sums + column));
            sum = TLane.MultiplyAdd(left1, TLane.Load(right + stride), sum);
            sum = TLane.MultiplyAdd(left2, TLane.Load(right + two), sum);
            sum = TLane.MultiplyAdd(left3, TLane.Load(right + three), sum);
            sum = TLane.MultiplyAdd(left4, TLane.Load(right4), sum);
            sum = TLane.MultiplyAdd(left5, TLane.Load(right4 + stride), sum);
            sum = TLane.MultiplyAdd(left6, TLane.Load(right4 + two), sum);
            sum = TLane.MultiplyAdd(left7, TLane.Load(right4 + three), sum);
            TLane.Store(sums + column, sum);
            right += TLane.Width;
            right4 += TLane.Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddOne<TLane>(float left, float* right, nint columns, float* sums)
        where TLane : struct, ILane<TLane>
    {
        var factor = TLane.Broadcast(left);
        for (nint column = 0; column < columns; column += TLane.Width)
        {
            TLane.Store(sums + column, TLane.MultiplyAdd(factor, TLane.Load(right + column), TLane.Load(sums + column)));
        }
    }

    private readonly struct Prefetching : IReading
    {
        public static bool IsSupported => Sse.IsSupported;

        public static bool Prefetches => IsSupported;
    }

    private readonly struct Plain : IReading
    {
        public static bool Prefetches => false;
    }
}
