namespace Compiled.Kernels;

/// <summary>A row that <see cref="RowSums"/> multiplies. A struct for each kind, so that sizes which are constants of a network are constants to the compiler.</summary>
internal unsafe interface IRow
{
    /// <summary>Whether the row can be multiplied as it is.</summary>
    static abstract bool IsReady { get; }

    /// <summary>The length of the sums; a multiple of the lane's width where the row is not ready.</summary>
    nint Depth { get; }

    /// <summary>From one row of the matrix to the next.</summary>
    nint Stride { get; }

    /// <summary>Makes the lane at place <paramref name="k"/> of the row ready.</summary>
    void Finish<TLane>(float* values, nint k)
        where TLane : struct, ILane<TLane>;
}
