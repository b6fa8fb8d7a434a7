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
/// One sample through small matrices, one after the other, each with the sums of <see cref="MatrixProduct"/> in their order.
/// A layer's sums wait in the memory of its result; they are finished a register at a time, while the next layer multiplies
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
        else if (Lane256.IsSupported && TSizes.Columns >= Lane256.Width && TSizes.Depth % Lane256.Width == 0)
        {
            FinishAndSum<TEpilogue, TSizes, Lane256>(epilogue, values, right, sums);
        }
        else
        {
            FinishLanes(epilogue, values, TSizes.Depth);
            Sum<TSizes>(values, right, sums);
        }
    }

    /// <summary>Finishes the sums of the last layer, where they lie.</summary>
    /// <param name="epilogue">Finishes.</param>
    /// <param name="values">The sums; becomes the layer's values.</param>
    public static void Finish<TEpilogue, TSizes>(ref TEpilogue epilogue, float* values)
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
        => FinishLanes(epilogue, values, TSizes.Columns);

    /// <summary>The first columns, with what finishes the row, then the others.</summary>
    private static void FinishAndSum<TEpilogue, TSizes, TLane>(TEpilogue epilogue, float* values, float* right, float* sums)
        where TEpilogue : unmanaged, IEpilogue
        where TSizes : struct, IProductSizes
        where TLane : struct, ILane<TLane>
    {
        nint first;
        if (TSizes.Columns >= 8 * TLane.Width)
        {
            RowSums.Eight<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
            first = 8 * TLane.Width;
        }
        else if (TSizes.Columns >= 4 * TLane.Width)
        {
            RowSums.Four<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
            first = 4 * TLane.Width;
        }
        else
        {
            RowSums.One<FinishingRow<TEpilogue, TSizes>, TLane>(new(epilogue), values, right, sums);
            first = TLane.Width;
        }

        if (first < TSizes.Columns)
        {
            SumColumns<TSizes, TLane>(first, values, right, sums);
        }
    }

    /// <summary>The last lane may begin before the end of the one before it, and sum a few columns again.</summary>
    private static void SumColumns<TSizes, TLane>(nint column, float* left, float* right, float* sums)
        where TSizes : struct, IProductSizes
        where TLane : struct, ILane<TLane>
    {
        for (; column <= TSizes.Columns - (8 * TLane.Width); column += 8 * TLane.Width)
        {
            RowSums.Eight<ReadyRow<TSizes>, TLane>(default, left, right + column, sums + column);
        }

        for (; column <= TSizes.Columns - (4 * TLane.Width); column += 4 * TLane.Width)
        {
            RowSums.Four<ReadyRow<TSizes>, TLane>(default, left, right + column, sums + column);
        }

        for (; column < TSizes.Columns; column += TLane.Width)
        {
            nint first = Math.Min(column, TSizes.Columns - TLane.Width);
            RowSums.One<ReadyRow<TSizes>, TLane>(default, left, right + first, sums + first);
        }
    }

    /// <summary>Each value once: what is left of a row takes narrower lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FinishLanes<TEpilogue>(TEpilogue epilogue, float* values, nint count)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint i = 0;
        if (Lane512.IsSupported)
        {
            FinishLanes<TEpilogue, Lane512>(epilogue, values, ref i, count);
        }

        if (Lane256.IsSupported)
        {
            FinishLanes<TEpilogue, Lane256>(epilogue, values, ref i, count);
        }

        FinishLanes<TEpilogue, Lane128>(epilogue, values, ref i, count);
        FinishLanes<TEpilogue, Lane1>(epilogue, values, ref i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishLanes<TEpilogue, TLane>(TEpilogue epilogue, float* values, ref nint first, nint count)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
    {
        nint i = first;
        for (; i <= count - TLane.Width; i += TLane.Width)
        {
            epilogue.Store(TLane.Load(values + i), 0, i);
        }

        first = i;
    }

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
