namespace Compiled.Kernels;

/// <summary>
/// A micro-kernel: a few rows by two lanes of a product, whose sums stay in registers. Its shape is chosen for the number of registers:
/// an accumulator for each row and lane, the two lanes of the right matrix, and one or two elements of the left one.
/// </summary>
internal unsafe interface IMatrixTile
{
    /// <summary>The number of rows.</summary>
    static abstract int Rows { get; }

    /// <summary>Computes the sums over <paramref name="depth"/> and stores them, or adds them to what is stored.</summary>
    /// <param name="left">Element (row, k) lies at row · leftRow + k · leftDepth.</param>
    /// <param name="right">Element (k, column) lies at k · rightDepth + column.</param>
    /// <param name="result">Rows of two lanes, one after the other.</param>
    static abstract void Multiply<TLane>(
        float* left, nint leftRow, nint leftDepth, float* right, nint rightDepth, nint depth, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>;
}
