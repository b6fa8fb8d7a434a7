using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Rows that are all equally far apart times one panel of the right side, where both are ready as micro-kernels take them.</summary>
internal static unsafe class PanelProduct
{
    /// <summary>Computes the sums over the depth and stores them, or adds them to what is stored.</summary>
    /// <param name="left">The first row. Up to <see cref="MatrixHalfTile.Rows"/> − 1 rows behind the last are read.</param>
    /// <param name="steps">How rows and columns lie.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="right">The panel.</param>
    /// <param name="width">The columns of the panel that count.</param>
    /// <param name="result">Rows of a panel, one after the other; those that are read behind the last are written, too.</param>
    /// <param name="accumulate">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    public static void Run<TLane, TTile>(float* left, in TileSteps steps, int rows, float* right, int width, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        bool isHalf = width <= TLane.Width;
        int whole = TTile.Rows / RowGroups.GroupRows;
        float** groups = stackalloc float*[Math.Max(whole, MatrixHalfTile.Groups)];
        nint groupStep = RowGroups.GroupRows * steps.LeftRow;
        int unit;
        for (int count = (rows + RowGroups.GroupRows - 1) / RowGroups.GroupRows; count > 0; count -= unit)
        {
            unit = isHalf ? MatrixHalfTile.Groups : RowGroups.Next<TTile>(count);
            for (int group = 0; group < unit; group++, left += groupStep)
            {
                groups[group] = left;
            }

            if (isHalf)
            {
                MatrixHalfTile.Multiply<TLane>(groups, steps, right, width, result, accumulate);
            }
            else if (unit == whole)
            {
                TTile.Multiply<TLane>(groups, steps, right, result, accumulate);
            }
            else
            {
                TTile.MultiplyLow<TLane>(groups, steps, right, result, accumulate);
            }

            result += unit * RowGroups.GroupRows * MatrixBlocks.PanelWidth<TLane>();
        }
    }
}
