namespace Compiled.Kernels;

/// <summary>What a table of products is of.</summary>
/// <param name="Table">The address of the table whose rows are multiplied.</param>
/// <param name="Matrix">The address of the matrix.</param>
/// <param name="Epilogue">What finishes them.</param>
internal readonly record struct ProductTableKey(nint Table, nint Matrix, Type Epilogue);

/// <summary>
/// The rows of a table of weights, multiplied by a matrix of weights: those that were computed. Threads may read and add at the same time; two
/// that add the same row write the same bits.
/// </summary>
internal sealed unsafe class ProductTable(ProductTableKey key, nint rows, nint columns) : IDisposable
{
    private readonly AlignedMemory _memory = new(rows * columns, $"the products of a table's {rows} rows, of {columns} floats each,");
    private readonly bool[] _there = new bool[rows];

    public ProductTableKey Key => key;

    public bool Has(nint row) => Volatile.Read(ref _there[row]);

    /// <summary>Where a row's product is, or is to be written.</summary>
    public float* Row(nint row) => _memory.Address + (row * columns);

    /// <summary>Says that a row was written.</summary>
    public void Add(nint row) => Volatile.Write(ref _there[row], true);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Array.Clear(_there);

    public void Dispose() => _memory.Dispose();
}
