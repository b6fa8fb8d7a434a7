namespace Compiled.Kernels;

/// <summary>
/// The right side of several products, such as the weights of all steps of a recurrent layer: copied once into panels, which micro-kernels
/// read faster than rows that lie far apart. It is good until its memory is used for something else.
/// </summary>
public readonly unsafe struct PackedMatrix
{
    /// <summary>Copies a matrix.</summary>
    /// <param name="source">depth × columns, or columns × depth if transposed; it stays in use, too.</param>
    /// <param name="columns">The columns of the products.</param>
    /// <param name="depth">The length of their sums.</param>
    /// <param name="transpose">Whether <paramref name="source"/> lies transposed.</param>
    /// <param name="rows">The rows of the products; a single one is multiplied with the matrix as it lies, and nothing is copied.</param>
    /// <param name="panels"><see cref="Length"/> floats, aligned to 64 bytes.</param>
    /// <param name="workers">The threads that copy.</param>
    public PackedMatrix(float* source, nint columns, nint depth, bool transpose, nint rows, float* panels, Workers workers)
        : this(source, transpose)
    {
        if (rows > 1)
        {
            var packing = new Packing(new(source, transpose ? depth : columns, transpose), columns, depth, panels);
            MicroKernels.Run(ref packing, workers);
            Panels = panels;
        }
    }

    internal PackedMatrix(float* source, bool isTransposed)
    {
        Source = source;
        IsTransposed = isTransposed;
    }

    internal float* Source { get; }

    internal bool IsTransposed { get; }

    /// <summary>Null where only the matrix as it lies can be used.</summary>
    internal float* Panels { get; }

    /// <summary>The memory that a matrix needs, in floats.</summary>
    /// <param name="columns">The columns of the products.</param>
    /// <param name="depth">The length of their sums.</param>
    /// <param name="rows">The rows of the products.</param>
    public static nint Length(nint columns, nint depth, nint rows) => rows > 1 ? MatrixBlocks.RoundUp(columns, MatrixBlocks.WidestPanel) * depth : 0;

    private readonly struct Packing(MatrixRight matrix, nint columns, nint depth, float* panels) : IMicroKernelWork
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            var packing = new RightPacking<TLane, MatrixRight>(matrix, 0, columns, depth, panels);
            packing.Run(workers, workers.Count);
        }
    }
}
