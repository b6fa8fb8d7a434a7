namespace Compiled.Kernels;

/// <summary>
/// The product of all elements of a sequence with one matrix, such as what the inputs of a recurrent layer contribute to its steps: computed
/// for a few steps at a time, before the first of them, so that a loop finds it in the caches.
/// </summary>
/// <typeparam name="TSequence">How the sequence lies.</typeparam>
public unsafe struct StreamedProduct<TSequence>
    where TSequence : struct, ISequence
{
    // Fewer rows at a time would read the matrix too often; more leave the second-level cache.
    private const int LeastRows = 128;

    private readonly TSequence _sequence;
    private readonly float* _matrix;
    private readonly nint _columns;
    private readonly bool _transpose;
    private readonly nint _piece;
    private readonly float* _panels;
    private readonly float* _elements;
    private readonly float* _results;
    private readonly Workers _workers;
    private PackedMatrix _packed;
    private bool _isPacked;
    private nint _first;

    /// <param name="sequence">steps × rows × depth.</param>
    /// <param name="matrix">depth × columns, or columns × depth if transposed.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="transpose">Whether <paramref name="matrix"/> lies transposed.</param>
    /// <param name="memory"><see cref="Length"/> floats, aligned to 64 bytes, which nothing else uses meanwhile.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public StreamedProduct(TSequence sequence, float* matrix, nint columns, bool transpose, float* memory, Workers workers)
    {
        (_sequence, _columns, _transpose, _workers) = (sequence, columns, transpose, workers);
        _matrix = matrix;
        _piece = Piece(sequence.Steps, sequence.Rows);
        _panels = memory;
        _elements = _panels + PanelsLength(sequence.Steps, sequence.Rows, columns, sequence.Depth);
        _results = _elements + ElementsLength(sequence.Steps, sequence.Rows, sequence.Depth);
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
        => PanelsLength(steps, rows, columns, depth) + ElementsLength(steps, rows, depth) + Round(CapacityOf(steps, rows) * columns);

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
            nint count = Math.Min(_piece, _sequence.Steps - first);
            Multiply(ref epilogue, _sequence.Read(first, count, _elements, _workers), count * _sequence.Rows);
        }

        return _results + ((step - first) * _sequence.Rows * _columns);
    }

    /// <summary>The rows whose results there is memory for, two at least.</summary>
    internal readonly nint Capacity => CapacityOf(_sequence.Steps, _sequence.Rows);

    /// <summary>The memory for as many rows of a sequence that is copied.</summary>
    internal readonly float* Elements => _elements;

    /// <summary>Multiplies some rows; the results go to <see cref="Results"/>.</summary>
    internal void Multiply<TEpilogue>(ref TEpilogue epilogue, float* rows, nint count)
        where TEpilogue : unmanaged, IEpilogue
    {
        if (!_isPacked)
        {
            // A matrix that is multiplied once is read as it lies, or packed by the product.
            _isPacked = true;
            _packed = _piece < _sequence.Steps
                ? new(_matrix, _columns, _sequence.Depth, _transpose, Capacity, _panels, _workers)
                : new(_matrix, _transpose);
        }

        MatrixProduct.Run(ref epilogue, rows, _packed, count, _columns, _sequence.Depth, false, _workers);
    }

    /// <summary>The steps that are computed together.</summary>
    private static nint Piece(nint steps, nint rows) => Math.Clamp((LeastRows + rows - 1) / Math.Max(rows, 1), 1, Math.Max(steps, 1));

    internal static nint CapacityOf(nint steps, nint rows) => Math.Max(Piece(steps, rows) * rows, 2);

    private static nint PanelsLength(nint steps, nint rows, nint columns, nint depth)
        => Piece(steps, rows) < steps ? PackedMatrix.Length(columns, depth, Piece(steps, rows) * rows) : 0;

    private static nint ElementsLength(nint steps, nint rows, nint depth) => TSequence.IsCopied ? Round(CapacityOf(steps, rows) * depth) : 0;

    /// <summary>Whole cache lines.</summary>
    internal static nint Round(nint length) => MatrixBlocks.RoundUp(length, AlignedMemory.Alignment / sizeof(float));
}
