namespace Compiled.Kernels;

/// <summary>
/// The product of all elements of a sequence of a table's rows with one matrix. A row's product depends on nothing but weights: in predictions it is
/// computed when an id names the row for the first time, and kept until a weight changes. The results are
/// those of <see cref="StreamedProduct{TSequence}"/> to the bit, but for a sequence of one row, which is added in another order there.
/// </summary>
public unsafe struct TableProduct
{
    private readonly TableSequence _sequence;
    private readonly float* _matrix;
    private readonly nint _columns;
    private readonly bool _transpose;
    private readonly int* _missing;
    private readonly Workers _workers;
    private StreamedProduct<TableSequence> _product;
    private ProductTable? _table;
    private bool _isBegun;

    /// <param name="sequence">The rows of a table of weights.</param>
    /// <param name="matrix">Weights: depth × columns, or columns × depth if transposed.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="transpose">Whether <paramref name="matrix"/> lies transposed.</param>
    /// <param name="memory"><see cref="Length"/> floats, aligned to 64 bytes, which nothing else uses meanwhile.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public TableProduct(TableSequence sequence, float* matrix, nint columns, bool transpose, float* memory, Workers workers)
    {
        (_sequence, _columns, _transpose, _workers) = (sequence, columns, transpose, workers);
        _matrix = matrix;
        _product = new(sequence, matrix, columns, transpose, memory, workers);
        _missing = (int*)(memory + StreamedProduct<TableSequence>.Length(sequence.Steps, sequence.Rows, columns, sequence.Depth));
    }

    /// <inheritdoc cref="StreamedProduct{TSequence}.Results"/>
    public readonly float* Results => _product.Results;

    /// <inheritdoc cref="StreamedProduct{TSequence}.Length"/>
    public static nint Length(nint steps, nint rows, nint columns, nint depth)
        => StreamedProduct<TableSequence>.Length(steps, rows, columns, depth) + StreamedProduct<TableSequence>.Round(StreamedProduct<TableSequence>.CapacityOf(steps, rows));

    /// <summary>The results of a step.</summary>
    /// <param name="epilogue">Finishes and stores; it sees some rows, from 0, and reads nothing else than weights.</param>
    /// <param name="step">From 0; one after the other, in either direction.</param>
    public float* Step<TEpilogue>(ref TEpilogue epilogue, nint step)
        where TEpilogue : unmanaged, IEpilogue
    {
        if (!_isBegun)
        {
            _isBegun = true;

            // Of longer sums the number of rows decides how they are added.
            _table = MatrixBlocks.AddsInOrder(_sequence.Depth)
                ? _workers.Tables?.Find(new((nint)_sequence.Table, (nint)_matrix, _transpose, _sequence.Depth, _columns, typeof(TEpilogue)), _sequence.Entries)
                : null;
            if (_table is not null)
            {
                Complete(ref epilogue);
            }
        }

        if (_table is null)
        {
            return _product.Step(ref epilogue, step);
        }

        int* ids = _sequence.Ids + step;
        if (_sequence.Rows == 1 && (nuint)(nint)(*ids) < (nuint)_sequence.Entries)
        {
            return _table.Row(*ids);
        }

        Gather.Run(_table.Row(0), ids, _sequence.Steps, _product.Results, _sequence.Rows, _sequence.Entries, _columns, _workers);
        return _product.Results;
    }

    /// <summary>Computes the rows that the sequence names and the table lacks.</summary>
    private void Complete<TEpilogue>(ref TEpilogue epilogue)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint count = _sequence.Rows * _sequence.Steps, most = _product.Capacity, missing = 0;
        for (nint i = 0; i < count; i++)
        {
            int id = _sequence.Ids[i];
            if ((nuint)(nint)id < (nuint)_sequence.Entries && !_table!.Has(id))
            {
                // Twice where it comes twice among so many: no more than without a table.
                _missing[missing++] = id;
            }

            if (missing == most || (missing > 0 && i == count - 1))
            {
                Add(ref epilogue, missing);
                missing = 0;
            }
        }
    }

    private void Add<TEpilogue>(ref TEpilogue epilogue, nint missing)
        where TEpilogue : unmanaged, IEpilogue
    {
        // A row alone would be added in another order: it goes twice.
        nint rows = missing;
        if (rows == 1)
        {
            _missing[rows++] = _missing[0];
        }

        Gather.Run(_sequence.Table, _missing, _product.Elements, rows, _sequence.Entries, _sequence.Depth, _workers);
        _product.Multiply(ref epilogue, _product.Elements, rows);
        for (nint i = 0; i < missing; i++)
        {
            Movement.CopyBlocks(_product.Results + (i * _columns), 0, _table!.Row(_missing[i]), 0, 1, _columns, _workers);
            _table.Add(_missing[i]);
        }
    }
}
