namespace Compiled.Kernels;

/// <summary>What a table of products is of.</summary>
/// <param name="Table">The address of the table whose rows are multiplied.</param>
/// <param name="Matrix">The address of the matrix.</param>
/// <param name="IsTransposed">Whether it lies transposed.</param>
/// <param name="Depth">The length of the table's rows.</param>
/// <param name="Columns">Those of the products.</param>
/// <param name="Epilogue">What finishes them.</param>
internal readonly record struct ProductTableKey(nint Table, nint Matrix, bool IsTransposed, nint Depth, nint Columns, Type Epilogue);

/// <summary>
/// The rows of a table of weights, multiplied by a matrix of weights: those that were computed. Threads may read and add at the same time; two
/// that add the same row write the same bits.
/// </summary>
internal sealed unsafe class ProductTable(string owner, ProductTableKey key, nint rows) : IDisposable
{
    private readonly bool[] _there = new bool[rows];
    private readonly AlignedMemory _memory = new(rows * key.Columns, $"{owner}: the table of the products of an embedding's {rows} rows, of {key.Columns} floats each,");

    public ProductTableKey Key => key;

    public bool Has(nint row) => Volatile.Read(ref _there[row]);

    /// <summary>Where a row's product is, or is to be written.</summary>
    public float* Row(nint row) => _memory.Address + (row * key.Columns);

    /// <summary>Says that a row was written.</summary>
    public void Add(nint row) => Volatile.Write(ref _there[row], true);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Array.Clear(_there);

    public void Dispose() => _memory.Dispose();
}
