namespace Compiled.Kernels;

/// <summary>
/// A micro-kernel: a few rows by two lanes of a product, whose sums stay in registers. Its shape is chosen for the number of registers:
/// an accumulator for each row and lane, the two lanes of the right matrix, and one or two elements of the left one.
/// </summary>
internal unsafe interface IMatrixTile
{
    /// <summary>The number of rows.</summary>
    static abstract int Rows { get; }

    /// <summary>The number of rows of a lower one, for the last rows of a tile.</summary>
    static abstract int LowRows { get; }

    /// <summary>Computes the sums over the depth and stores them, or adds them to what is stored.</summary>
    /// <param name="groups">Where each group of <see cref="RowGroups.GroupRows"/> rows lies.</param>
    /// <param name="steps">How rows and columns lie.</param>
    /// <param name="right">Element (k, column) lies at k · steps.RightDepth + column.</param>
    /// <param name="result">Rows of two lanes, one after the other.</param>
    /// <param name="accumulate">Whether to add.</param>
    static abstract void Multiply<TLane>(float** groups, in TileSteps steps, float* right, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>;

    /// <summary>The same for <see cref="LowRows"/>.</summary>
    static abstract void MultiplyLow<TLane>(float** groups, in TileSteps steps, float* right, float* result, bool accumulate)
        where TLane : struct, ILane<TLane>;
}

/// <summary>
/// How a micro-kernel goes over the depth: in runs of equal length, each of which lies on in memory by steps of its own on the left side.
/// All steps are in floats.
/// </summary>
internal struct TileSteps
{
    /// <summary>From where a group of rows lies to its first element.</summary>
    public nint LeftOffset;

    /// <summary>From one row of a group to the next.</summary>
    public nint LeftRow;

    /// <summary>From one step of the depth to the next.</summary>
    public nint LeftDepth;

    /// <summary>From one run to the next.</summary>
    public nint LeftRun;

    /// <summary>On the right side, from one step of the depth to the next, in the same run or not.</summary>
    public nint RightDepth;

    /// <summary>The length of a run.</summary>
    public nint Depth;

    /// <summary>The number of runs.</summary>
    public nint Runs;
}
