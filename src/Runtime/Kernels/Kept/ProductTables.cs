namespace Compiled.Kernels;

/// <summary>The products of tables that are kept between predictions as long as no weight changes, for all contexts of a model and their threads.</summary>
/// <param name="owner">Whose they are, as the beginning of messages.</param>
internal sealed class ProductTables(string owner) : IDisposable
{
    /// <summary>In floats, of all together: 32 MiB.</summary>
    public const long Most = 1 << 23;

    private readonly List<ProductTable> _tables = [];
    private WeightVersion _weights;

    /// <summary>The floats that are kept.</summary>
    public long Length { get; private set; }

    /// <summary>Says what is kept, before each prediction, and forgets what was computed from other weights: then nobody reads these any more.</summary>
    public void Begin(in WeightVersion weights)
    {
        lock (_tables)
        {
            if (weights != _weights)
            {
                _weights = weights;
                foreach (ProductTable table in _tables)
                {
                    table.Clear();
                }
            }
        }
    }

    /// <summary>The table of some products; null where they are not kept.</summary>
    public ProductTable? Find(in ProductTableKey key, nint rows)
    {
        lock (_tables)
        {
            if (!_weights.Contains(key.Table) || !_weights.Contains(key.Matrix))
            {
                return null;
            }

            foreach (ProductTable table in _tables)
            {
                if (table.Key == key)
                {
                    return table;
                }
            }

            if (rows > (Most - Length) / key.Columns)
            {
                return null;
            }

            var added = new ProductTable(owner, key, rows);
            _tables.Add(added);
            Length += rows * key.Columns;
            return added;
        }
    }

    public void Dispose()
    {
        foreach (ProductTable table in _tables)
        {
            table.Dispose();
        }

        _tables.Clear();
        Length = 0;
    }
}
