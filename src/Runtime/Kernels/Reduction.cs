namespace Compiled.Kernels;

/// <summary>
/// Folds the rows or the columns of elements computed as they are read. The order of folding is fixed by the lengths alone:
/// neither the width of a register nor the number of threads changes a bit of the result.
/// </summary>
public static unsafe partial class Reduction
{
    /// <summary>
    /// Folds the inner index: <c>Store(row, fold over index of Map(row, index))</c>.
    /// A row of no columns gives the fold's identity.
    /// </summary>
    /// <param name="kernel">Computes elements and stores folded values, one at a time.</param>
    /// <param name="rows">The number of results.</param>
    /// <param name="columns">The number of elements folded into each.</param>
    /// <param name="workers">The threads.</param>
    public static void Rows<TKernel, TFold>(ref TKernel kernel, nint rows, nint columns, Workers workers)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
    {
        if (Lane512.IsSupported)
        {
            Rows<TKernel, TFold, Lane512>(ref kernel, rows, columns, workers);
        }
        else if (Lane256.IsSupported)
        {
            Rows<TKernel, TFold, Lane256>(ref kernel, rows, columns, workers);
        }
        else
        {
            Rows<TKernel, TFold, Lane128>(ref kernel, rows, columns, workers);
        }
    }

    /// <summary>
    /// Folds the middle index: <c>Store(outer · columns + column, fold over r of Map(outer · rows + r, column))</c>.
    /// No rows give the fold's identity.
    /// </summary>
    /// <param name="kernel">Computes elements and stores folded values, a lane of neighbouring columns at a time.</param>
    /// <param name="outer">The number of blocks of rows.</param>
    /// <param name="rows">The number of elements folded into each result.</param>
    /// <param name="columns">The number of results of each block; lanes run along it.</param>
    /// <param name="workers">The threads.</param>
    public static void Columns<TKernel, TFold>(ref TKernel kernel, nint outer, nint rows, nint columns, Workers workers)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
    {
        if (Lane512.IsSupported)
        {
            Columns<TKernel, TFold, Lane512>(ref kernel, outer, rows, columns, workers);
        }
        else if (Lane256.IsSupported)
        {
            Columns<TKernel, TFold, Lane256>(ref kernel, outer, rows, columns, workers);
        }
        else
        {
            Columns<TKernel, TFold, Lane128>(ref kernel, outer, rows, columns, workers);
        }
    }
}
