using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The sizes of a small product, constants of the network: the compiler knows how often each loop runs.</summary>
public interface IProductSizes
{
    /// <summary>The length of the sums: at most <see cref="MatrixBlocks.LastDepth"/>, so that they are one block.</summary>
    static abstract int Depth { get; }

    /// <summary>The columns of the product.</summary>
    static abstract int Columns { get; }
}

/// <summary>
/// One sample through small matrices, one after the other. Where the columns are a multiple of 64, sums have the order of
/// <see cref="MatrixProduct"/>; others are four, added at the end (<see cref="InterleavedSums"/>). A layer's sums wait in the memory of its result; they are finished a register at a time, while the next layer multiplies
/// what was finished before, so that an activation's long dependent chains hide behind multiply-adds.
/// </summary>
public static unsafe class SmallProduct
{
    /// <summary>Sums a row times a matrix.</summary>
    /// <param name="left">The row.</param>
    /// <param name="right">Depth × columns, row by row.</param>
    /// <param name="sums">Receives the sums; no part of the row.</param>
    public static void Sum<TSizes>(float* left, float* right, float* sums)
        where TSizes : struct, IProductSizes
    {
        if (Lane512.IsSupported && TSizes.Columns >= Lane512.Width)
        {
            SumColumns<TSizes, Lane512>(0, left, right, sums);
        }
        else if (Lane256.IsSupported && TSizes.Columns >= Lane256.Width)
        {
            SumColumns<TSizes, Lane256>(0, left, right, sums);
        }
        else if (TSizes.Columns >= Lane128.Width)
        {
            SumColumns<TSizes, Lane128>(0, left, right, sums);
        }
        else
        {
            SumColumns<TSizes, Lane1>(0, left, right, sums);
        }
    }

    /// <summary>Finishes the sums of one layer, where they lie, and sums that row times the next matrix.</summary>
    /// <param name="epilogue">Finishes the layer before.</param>
    /// <param name="values">The sums of the layer before; becomes its values.</param>
    /// <param name="right">Depth × columns, row by row.</param>
    /// <param name="sums">Receives the sums of the next layer.</param>
    public static void FinishAndSum<TEpilogue, TSizes>(ref TEpilogue epilogue, float* values, float* right, float* sums)
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
    {
        if (Lane512.IsSupported && TSizes.Columns >= Lane512.Width && TSizes.Depth % Lane512.Width == 0)
        {
            FinishAndSum<TEpilogue, TSizes, Lane512>(epilogue, values, right, sums);
        }
        else if (!Lane512.IsSupported && Lane256.IsSupported && TSizes.Columns >= Lane256.Width && TSizes.Depth % Lane256.Width == 0)
        {
            FinishAndSum<TEpilogue, TSizes, Lane256>(epilogue, values, right, sums);
        }
        else
        {
            // Lanes of the row and of the columns differ, or the row does not come out even: it is finished first, in the widest lanes.
            if (Lane512.IsSupported && TSizes.Depth % Lane512.Width == 0)
            {
                RowSums.FinishLanes<TEpilogue, Lane512>(epilogue, values, 0, 0, 0, TSizes.Depth);
            }
            else
            {
                RowSums.Finish(epilogue, values, 0, 0, TSizes.Depth);
            }

            Sum<TSizes>(values, right, sums);
        }
    }

    /// <summary>Finishes the sums of the last layer, where they lie.</summary>
    /// <param name="epilogue">Finishes.</param>
    /// <param name="values">The sums; becomes the layer's values.</param>
    public static void Finish<TEpilogue, TSizes>(ref TEpilogue epilogue, float* values)
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
        => RowSums.Finish(epilogue, values, 0, 0, TSizes.Columns);

    /// <summary>The first columns, with what finishes the row, then the others.</summary>
    private static void FinishAndSum<TEpilogue, TSizes, TLane>(TEpilogue epilogue, float* values, float* right, float* sums)
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
        where TLane : struct, ILane<TLane>
    {
        nint first;
        if (IsInterleaved<TSizes>())
        {
            if (TSizes.Columns >= 2 * TLane.Width)
            {
                InterleavedSums.Two<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
                first = 2 * TLane.Width;
            }
            else
            {
                InterleavedSums.One<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
                first = TLane.Width;
            }
        }
        else if (TSizes.Columns >= 8 * TLane.Width)
        {
            RowSums.Eight<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
            first = 8 * TLane.Width;
        }
        else
        {
            RowSums.Four<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
            first = 4 * TLane.Width;
        }

        if (first < TSizes.Columns)
        {
            SumColumns<TSizes, TLane>(first, values, right, sums);
        }
    }

    private static void SumColumns<TSizes, TLane>(nint column, float* left, float* right, float* sums)
        where TSizes : struct, IProductSizes
        where TLane : struct, ILane<TLane>
    {
        if (IsInterleaved<TSizes>())
        {
            SumInterleaved<TSizes, TLane>(column, left, right, sums);
            return;
        }

        for (; column <= TSizes.Columns - (8 * TLane.Width); column += 8 * TLane.Width)
        {
            RowSums.Eight<ReadyRow<TSizes>, TLane>(default, left, right + column, sums + column);
        }

        if (column < TSizes.Columns)
        {
            RowSums.Four<ReadyRow<TSizes>, TLane>(default, left, right + column, sums + column);
        }
    }

    /// <summary>The last lane may begin before the end of the one before it, and sum a few columns again.</summary>
    private static void SumInterleaved<TSizes, TLane>(nint column, float* left, float* right, float* sums)
        where TSizes : struct, IProductSizes
        where TLane : struct, ILane<TLane>
    {
        for (; column <= TSizes.Columns - (2 * TLane.Width); column += 2 * TLane.Width)
        {
            InterleavedSums.Two<ReadyRow<TSizes>, TLane>(default, left, right + column, sums + column);
        }

        for (; column < TSizes.Columns; column += TLane.Width)
        {
            nint first = Math.Min(column, TSizes.Columns - TLane.Width);
            InterleavedSums.One<ReadyRow<TSizes>, TLane>(default, left, right + first, sums + first);
        }
    }

    /// <summary>Whether there are too few columns to fill units for multiply-adds with one sum each, or they do not come out even.</summary>
    private static bool IsInterleaved<TSizes>()
        where TSizes : struct, IProductSizes
        => TSizes.Columns % (RowSums.MostLanes * Lane256.Width) != 0;

    /// <summary>A row of constant sizes.</summary>
    private readonly struct ReadyRow<TSizes> : IRow
        where TSizes : struct, IProductSizes
    {
        public static bool IsReady => true;

        public nint Depth => TSizes.Depth;

        public nint Stride => TSizes.Columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<TLane>(float* values, nint k)
            where TLane : struct, ILane<TLane>
        {
        }
    }

    /// <summary>A row of sums that an epilogue makes values of.</summary>
    private readonly struct FinishingRow<TEpilogue, TSizes>(TEpilogue epilogue) : IRow
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
    {
        public static bool IsReady => false;

        public nint Depth => TSizes.Depth;

        public nint Stride => TSizes.Columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<TLane>(float* values, nint k)
            where TLane : struct, ILane<TLane>
            => epilogue.Store(TLane.Load(values + k), 0, k);
    }
}
