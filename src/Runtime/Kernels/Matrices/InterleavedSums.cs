using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The sums of one row times so few columns of a matrix that each has four of its own, of every fourth product: one alone would wait for itself
/// at every multiply-add. At the end they are added two by two. Columns stay in registers; a row that is not ready is finished as in <see cref="RowSums"/>.
/// </summary>
internal static unsafe class InterleavedSums
{
    /// <summary>The sums that a column has.</summary>
    public const int Sums = 4;

    /// <summary>Two lanes of columns.</summary>
    /// <param name="row">The sizes, and what finishes the row.</param>
    /// <param name="left">The row.</param>
    /// <param name="right">The first of the columns.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Two<TRow, TLane>(TRow row, float* left, float* right, float* sums)
        where TRow : struct, IRow
        where TLane : struct, ILane<TLane>
    {
        TLane a0 = TLane.Broadcast(0f), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        nint k = 0;
        for (nint end = TRow.IsReady ? row.Depth : 0; end <= row.Depth; end += TLane.Width)
        {
            if (end < row.Depth)
            {
                row.Finish<TLane>(left, end);
            }

            for (; k <= end - Sums; k += Sums)
            {
                TLane left0 = TLane.Broadcast(left[k]), left1 = TLane.Broadcast(left[k + 1]);
                TLane.AddProduct(ref a0, left0, right);
                TLane.AddProduct(ref b0, left0, right + TLane.Width);
                TLane.AddProduct(ref a1, left1, right + row.Stride);
                TLane.AddProduct(ref b1, left1, right + row.Stride + TLane.Width);
                right += 2 * row.Stride;
                TLane left2 = TLane.Broadcast(left[k + 2]), left3 = TLane.Broadcast(left[k + 3]);
                TLane.AddProduct(ref a2, left2, right);
                TLane.AddProduct(ref b2, left2, right + TLane.Width);
                TLane.AddProduct(ref a3, left3, right + row.Stride);
                TLane.AddProduct(ref b3, left3, right + row.Stride + TLane.Width);
                right += 2 * row.Stride;
            }
        }

        for (; k < row.Depth; k++)
        {
            var factor = TLane.Broadcast(left[k]);
            TLane.AddProduct(ref a0, factor, right);
            TLane.AddProduct(ref b0, factor, right + TLane.Width);
            right += row.Stride;
        }

        TLane.Store(sums, TLane.Add(TLane.Add(a0, a1), TLane.Add(a2, a3)));
        TLane.Store(sums + TLane.Width, TLane.Add(TLane.Add(b0, b1), TLane.Add(b2, b3)));
    }

    /// <summary>One lane of columns.</summary>
    /// <inheritdoc cref="Two{TRow, TLane}(TRow, float*, float*, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void One<TRow, TLane>(TRow row, float* left, float* right, float* sums)
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

            for (; k <= end - Sums; k += Sums)
            {
                TLane.AddProduct(ref sum0, TLane.Broadcast(left[k]), right);
                TLane.AddProduct(ref sum1, TLane.Broadcast(left[k + 1]), right + row.Stride);
                right += 2 * row.Stride;
                TLane.AddProduct(ref sum2, TLane.Broadcast(left[k + 2]), right);
                TLane.AddProduct(ref sum3, TLane.Broadcast(left[k + 3]), right + row.Stride);
                right += 2 * row.Stride;
            }
        }

        for (; k < row.Depth; k++)
        {
            TLane.AddProduct(ref sum0, TLane.Broadcast(left[k]), right);
            right += row.Stride;
        }

        TLane.Store(sums, TLane.Add(TLane.Add(sum0, sum1), TLane.Add(sum2, sum3)));
    }
}
