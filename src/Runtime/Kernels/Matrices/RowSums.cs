using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The sums of one row times a few columns of a matrix, which stay in registers. A row that is not ready is finished a lane at a time,
/// each while the lane before it is multiplied.
/// </summary>
internal static unsafe class RowSums
{
    /// <summary>The most lanes that are summed at once.</summary>
    public const int MostLanes = 8;

    /// <summary>Eight lanes of columns: as many sums as keep two units for multiply-adds busy while each waits for the one before it.</summary>
    /// <param name="row">The sizes, and what finishes the row.</param>
    /// <param name="left">The row.</param>
    /// <param name="right">The first of the columns.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eight<TRow, TLane>(TRow row, float* left, float* right, float* sums)
        where TRow : struct, IRow
        where TLane : struct, ILane<TLane>
    {
        TLane sum0 = TLane.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        nint k = 0;
        for (nint end = TRow.IsReady ? row.Depth : 0; end <= row.Depth; end += TLane.Width)
        {
            if (end < row.Depth)
            {
                row.Finish<TLane>(left, end);
            }

            for (; k < end; k++)
            {
                var factor = TLane.Broadcast(left[k]);
                TLane.AddProduct(ref sum0, factor, right);
                TLane.AddProduct(ref sum1, factor, right + TLane.Width);
                TLane.AddProduct(ref sum2, factor, right + (2 * TLane.Width));
                TLane.AddProduct(ref sum3, factor, right + (3 * TLane.Width));
                TLane.AddProduct(ref sum4, factor, right + (4 * TLane.Width));
                TLane.AddProduct(ref sum5, factor, right + (5 * TLane.Width));
                TLane.AddProduct(ref sum6, factor, right + (6 * TLane.Width));
                TLane.AddProduct(ref sum7, factor, right + (7 * TLane.Width));
                right += row.Stride;
            }
        }

        TLane.Store(sums, sum0);
        TLane.Store(sums + TLane.Width, sum1);
        TLane.Store(sums + (2 * TLane.Width), sum2);
        TLane.Store(sums + (3 * TLane.Width), sum3);
        TLane.Store(sums + (4 * TLane.Width), sum4);
        TLane.Store(sums + (5 * TLane.Width), sum5);
        TLane.Store(sums + (6 * TLane.Width), sum6);
        TLane.Store(sums + (7 * TLane.Width), sum7);
    }

    /// <summary>Four lanes of columns.</summary>
    /// <inheritdoc cref="Eight{TRow, TLane}(TRow, float*, float*, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four<TRow, TLane>(TRow row, float* left, float* right, float* sums)
        where TRow : struct, IRow
        where TLane : struct, ILane<TLane>
    {
        TLane sum0 = TLane.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        nint k = 0;
        for (nint end = TRow.IsReady ? row.Depth : 0; end <= row.Depth; end += TLane.Width)
        {
            if (end < row.Depth)
            {
                row.Finish<TLane>(left, end);
            }

            for (; k < end; k++)
            {
                var factor = TLane.Broadcast(left[k]);
                TLane.AddProduct(ref sum0, factor, right);
                TLane.AddProduct(ref sum1, factor, right + TLane.Width);
                TLane.AddProduct(ref sum2, factor, right + (2 * TLane.Width));
                TLane.AddProduct(ref sum3, factor, right + (3 * TLane.Width));
                right += row.Stride;
            }
        }

        TLane.Store(sums, sum0);
        TLane.Store(sums + TLane.Width, sum1);
        TLane.Store(sums + (2 * TLane.Width), sum2);
        TLane.Store(sums + (3 * TLane.Width), sum3);
    }

    /// <summary>One lane of columns.</summary>
    /// <inheritdoc cref="Eight{TRow, TLane}(TRow, float*, float*, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void One<TRow, TLane>(TRow row, float* left, float* right, float* sums)
        where TRow : struct, IRow
        where TLane : struct, ILane<TLane>
    {
        var sum = TLane.Broadcast(0f);
        nint k = 0;
        for (nint end = TRow.IsReady ? row.Depth : 0; end <= row.Depth; end += TLane.Width)
        {
            if (end < row.Depth)
            {
                row.Finish<TLane>(left, end);
            }

            for (; k < end; k++)
            {
                TLane.AddProduct(ref sum, TLane.Broadcast(left[k]), right);
                right += row.Stride;
            }
        }

        TLane.Store(sums, sum);
    }

    /// <summary>Gives sums to an epilogue, each once: what is left of a row takes narrower lanes.</summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="sums">The sums of some columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The first of them.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Finish<TEpilogue>(TEpilogue epilogue, float* sums, nint row, nint column, nint count)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint first = 0;
        if (Lane512.IsSupported && count >= Lane512.Width)
        {
            first = FinishLanes<TEpilogue, Lane512>(epilogue, sums, row, column, first, count);
        }

        if (Lane256.IsSupported && count - first >= Lane256.Width)
        {
            first = FinishLanes<TEpilogue, Lane256>(epilogue, sums, row, column, first, count);
        }

        if (count - first >= Lane128.Width)
        {
            first = FinishLanes<TEpilogue, Lane128>(epilogue, sums, row, column, first, count);
        }

        if (first < count)
        {
            FinishLanes<TEpilogue, Lane1>(epilogue, sums, row, column, first, count);
        }
    }

    /// <summary>The sums from one on that fill lanes: a method for each width, as RyuJIT expands so many calls in one and no more.</summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="sums">The sums of some columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The first of them.</param>
    /// <param name="first">The first sum that is not finished.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The first sum that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint FinishLanes<TEpilogue, TLane>(TEpilogue epilogue, float* sums, nint row, nint column, nint first, nint count)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
    {
        for (; first <= count - TLane.Width; first += TLane.Width)
        {
            epilogue.Store(TLane.Load(sums + first), row, column + first);
        }

        return first;
    }
}
