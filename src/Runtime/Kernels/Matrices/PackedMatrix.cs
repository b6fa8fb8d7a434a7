namespace Compiled.Kernels;

/// <summary>
/// The right side of several products, such as the weights of all steps of a recurrent layer: copied once into panels, which micro-kernels
/// read faster than rows that lie far apart. It is good until its memory is used for something else. Predictions keep the panels of weights.
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
            Panels = packing.Panels;
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

    /// <summary>The panels of a matrix of weights that are kept from one prediction to the next; null where they are not.</summary>
    internal static float* Keep<TLane>(in MatrixRight matrix, nint columns, nint depth, Workers workers)
        where TLane : struct, ILane<TLane>
    {
        int panel = MatrixBlocks.PanelWidth<TLane>();
        KeptMatrix? kept = workers.Kept?.Find(new((nint)matrix.Source, matrix.Stride, depth, columns, typeof(PackedMatrix), panel, matrix.IsTransposed), MatrixBlocks.RoundUp(columns, panel) * depth);
        if (kept is null)
        {
            return null;
        }

        if (!kept.IsMade)
        {
            new RightPacking<TLane, MatrixRight>(matrix, 0, columns, depth, kept.Values).Run(workers, workers.Count);
            kept.IsMade = true;
        }

        return kept.Values;
    }

    private struct Packing(MatrixRight matrix, nint columns, nint depth, float* panels) : IMicroKernelWork
    {
        /// <summary>Where they are.</summary>
        public float* Panels { get; private set; } = panels;

        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            float* kept = Keep<TLane>(matrix, columns, depth, workers);
            if (kept == null)
            {
                new RightPacking<TLane, MatrixRight>(matrix, 0, columns, depth, Panels).Run(workers, workers.Count);
                return;
            }

            Panels = kept;
        }
    }
}
