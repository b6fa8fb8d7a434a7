namespace Compiled.Kernels;

/// <summary>
/// The product of all elements of a sequence with one matrix, such as what the inputs of a recurrent layer contribute to its steps: computed
/// for a few steps at a time, before the first of them, so that a loop finds it in the caches.
/// </summary>
public unsafe struct StreamedProduct
{
    // Fewer rows at a time would read the matrix too often; more leave the second-level cache.
    private const int LeastRows = 128;

    private readonly float* _sequence;
    private readonly PackedMatrix _matrix;
    private readonly nint _steps;
    private readonly nint _rows;
    private readonly nint _columns;
    private readonly nint _depth;
    private readonly nint _piece;
    private readonly float* _results;
    private readonly Workers _workers;
    private nint _first;

    /// <param name="sequence">steps × rows × depth.</param>
    /// <param name="matrix">depth × columns, or columns × depth if transposed.</param>
    /// <param name="steps">The elements of the sequence.</param>
    /// <param name="rows">The rows of an element.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="transpose">Whether <paramref name="matrix"/> lies transposed.</param>
    /// <param name="memory"><see cref="Length"/> floats, aligned to 64 bytes, which nothing else uses meanwhile.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public StreamedProduct(float* sequence, float* matrix, nint steps, nint rows, nint columns, nint depth, bool transpose, float* memory, Workers workers)
    {
        _sequence = sequence;
        (_steps, _rows, _columns, _depth, _workers) = (steps, rows, columns, depth, workers);
        _piece = Piece(steps, rows);
        _results = memory + PanelsLength(steps, rows, columns, depth);
        _matrix = _piece < steps ? new(matrix, columns, depth, transpose, _piece * rows, memory, workers) : new(matrix, transpose);
        _first = -1;
    }

    /// <summary>Where the results of the steps lie that were computed last: what finishes the product stores its first row there.</summary>
    public readonly float* Results => _results;

    /// <summary>The memory that a product needs, in floats.</summary>
    /// <param name="steps">The elements of the sequence.</param>
    /// <param name="rows">The rows of an element.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    public static nint Length(nint steps, nint rows, nint columns, nint depth)
        => PanelsLength(steps, rows, columns, depth) + MatrixBlocks.RoundUp(Piece(steps, rows) * rows * columns, MatrixBlocks.WidestPanel);

    /// <summary>The results of a step; where they are not there yet, they are computed with those of its neighbours.</summary>
    /// <param name="epilogue">Finishes and stores; it sees the rows of a few steps, from 0.</param>
    /// <param name="step">From 0; one after the other, in either direction.</param>
    public float* Step<TEpilogue>(ref TEpilogue epilogue, nint step)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint first = step - (step % _piece);
        if (first != _first)
        {
            _first = first;
            nint rows = Math.Min(_piece, _steps - first) * _rows;
            MatrixProduct.Run(ref epilogue, _sequence + (first * _rows * _depth), _matrix, rows, _columns, _depth, false, _workers);
        }

        return _results + ((step - first) * _rows * _columns);
    }

    /// <summary>The steps that are computed together.</summary>
    private static nint Piece(nint steps, nint rows) => Math.Clamp((LeastRows + rows - 1) / Math.Max(rows, 1), 1, Math.Max(steps, 1));

    /// <summary>A matrix that is multiplied once is read as it lies, or packed by the product.</summary>
    private static nint PanelsLength(nint steps, nint rows, nint columns, nint depth)
        => Piece(steps, rows) < steps ? PackedMatrix.Length(columns, depth, Piece(steps, rows) * rows) : 0;
}
