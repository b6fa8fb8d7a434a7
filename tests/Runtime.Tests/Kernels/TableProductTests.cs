using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Products of a table's rows: the bits of a product that keeps none, computed once for each row as long as the weights are the same.</summary>
public sealed unsafe class TableProductTests : IDisposable
{
    private const int Entries = 50, Columns = 37, Depth = 19;

    // The table, and the matrix behind it.
    private readonly AlignedMemory _weights = new((Entries * Depth) + (Depth * Columns));
    private readonly ProductTables _tables = new("Words");
    private readonly Workers _workers;

    public TableProductTests()
    {
        _workers = new(1) { Tables = _tables };
        SetWeights(1);
        Begin(version: 1);
    }

    public void Dispose()
    {
        _workers.Dispose();
        _tables.Dispose();
        _weights.Dispose();
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(1, 2)]
    [InlineData(7, 22)]
    [InlineData(40, 60)]
    [InlineData(3, 200)]
    [InlineData(129, 1)]
    public void KeptRowsHaveTheSameBits(int steps, int rows)
    {
        using var keepsNone = new Workers(2);
        for (int seed = 0; seed < 3; seed++)
        {
            int[] ids = Ids(steps * rows, seed);
            float[] expected = Run(ids, steps, rows, keepsNone);
            Sequences.AssertSameBits(expected, Run(ids, steps, rows, _workers));
            Sequences.AssertSameBits(expected, Run(ids, steps, rows, _workers));
        }
    }

    /// <summary>A row that is named alone has the bits that it has among others.</summary>
    [Fact]
    public void WhatWasNamedBeforeChangesNothing()
    {
        int[] ids = Ids(12, 1);
        float[] expected = Run(ids, 4, 3, _workers);
        using var tables = new ProductTables("Words");
        tables.Begin(Weights(1));
        using var workers = new Workers(1) { Tables = tables };
        Run([ids[0], ids[0]], 2, 1, workers);
        Run([ids[0], ids[5]], 2, 1, workers);
        Run([ids[7]], 1, 1, workers);
        Sequences.AssertSameBits(expected, Run(ids, 4, 3, workers));
    }

    [Fact]
    public void RowsAreKeptUntilWeightsChange()
    {
        int[] ids = Ids(12, 1);
        float[] first = Run(ids, 4, 3, _workers);
        Assert.Equal(Entries * Columns, _tables.Length);
        SetWeights(2);
        Sequences.AssertSameBits(first, Run(ids, 4, 3, _workers));
        Begin(version: 1);
        Sequences.AssertSameBits(first, Run(ids, 4, 3, _workers));

        Begin(version: 2);
        using var keepsNone = new Workers(1);
        float[] second = Run(ids, 4, 3, keepsNone);
        Assert.NotEqual(first, second);
        Sequences.AssertSameBits(second, Run(ids, 4, 3, _workers));
        Assert.Equal(Entries * Columns, _tables.Length);
    }

    [Fact]
    public void EachEpilogueHasItsOwn()
    {
        int[] ids = Ids(12, 1);
        float[] plain = Run(ids, 4, 3, _workers);
        float[] twice = Run(ids, 4, 3, _workers, at => new TwiceEpilogue((float*)at));
        Assert.Equal(plain.Select(value => 2 * value), twice);
        Assert.Equal(2 * Entries * Columns, _tables.Length);
    }

    /// <summary>Here the matrix is square, and so may be either.</summary>
    [Fact]
    public void AMatrixTransposedIsAnother()
    {
        int[] ids = Ids(12, 1);
        float[] forward = new float[12 * Depth], transposed = new float[12 * Depth], expected = new float[12 * Depth];
        Run(ids, 4, 3, _workers, at => new StoreEpilogue((float*)at, Depth), forward, Depth);
        Run(ids, 4, 3, _workers, at => new StoreEpilogue((float*)at, Depth), transposed, Depth, transpose: true);
        using var keepsNone = new Workers(1);
        Run(ids, 4, 3, keepsNone, at => new StoreEpilogue((float*)at, Depth), expected, Depth, transpose: true);
        Assert.NotEqual(forward, transposed);
        Sequences.AssertSameBits(expected, transposed);
        Assert.Equal(2 * Entries * Depth, _tables.Length);
    }

    /// <summary>How their sums are added depends on how many are computed at once.</summary>
    [Theory]
    [InlineData(1792, true)]
    [InlineData(1793, false)]
    public void LongSumsAreNotKept(int depth, bool isKept)
    {
        const int Few = 3, Width = 8;
        using var weights = new AlignedMemory((Few * depth) + (depth * Width));
        _tables.Begin(new((nint)weights.Address, weights.Length, 1));
        int[] ids = [0, 2, 1, 0];
        fixed (int* first = ids)
        {
            float* memory = _workers.Lasting(TableProduct.Length(2, 2, Width, depth));
            var product = new TableProduct(new(weights.Address, first, Few, 2, 2, depth), weights.Address + (Few * depth), Width, false, memory, _workers);
            var epilogue = new StoreEpilogue(product.Results, Width);
            product.Step(ref epilogue, 0);
        }

        Assert.Equal(isKept ? Few * Width : 0, _tables.Length);
    }

    [Fact]
    public void OnlyWhatIsMadeOfWeightsIsKept()
    {
        _tables.Begin(new((nint)_weights.Address, Entries * Depth, 2));
        int[] ids = Ids(12, 1);
        float[] first = Run(ids, 4, 3, _workers);
        SetWeights(2);
        Assert.NotEqual(first, Run(ids, 4, 3, _workers));
        Assert.Equal(0, _tables.Length);
    }

    [Fact]
    public void LargeTablesAreNotKept()
    {
        ProductTableKey key = new((nint)_weights.Address, (nint)_weights.Address, false, Depth, 8, typeof(TableProductTests));
        Assert.Null(_tables.Find(key, (nint)(ProductTables.Most / 8) + 1));
        Assert.Equal(0, _tables.Length);
        Assert.NotNull(_tables.Find(key, (nint)(ProductTables.Most / 8) - 1));
        Assert.Null(_tables.Find(key with { Matrix = key.Matrix + 4 }, 2));
        Assert.NotNull(_tables.Find(key with { Matrix = key.Matrix + 4 }, 1));
        Assert.Equal(ProductTables.Most, _tables.Length);
    }

    [Fact]
    public void ATableWithoutMemoryLeavesNothing()
    {
        ProductTableKey key = new((nint)_weights.Address, (nint)_weights.Address, false, Depth, 8, typeof(TableProductTests));
        AlignedMemory.Fail(1);
        Assert.StartsWith("Words: the table of the products of an embedding's 2 rows, of 8 floats each, needs 64 bytes", Assert.Throws<OutOfMemoryException>(() => _tables.Find(key, 2)).Message);
        Assert.Equal(0, _tables.Length);
        Assert.NotNull(_tables.Find(key, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void IdsOutsideOfTheTableGiveNaN(int rows)
    {
        int[] ids = Ids(4 * rows, 1);
        ids[0] = -1;
        ids[1] = Entries;
        for (int again = 0; again < 2; again++)
        {
            float[] results = Run(ids, 4, rows, _workers);
            Assert.All(results[..Columns], value => Assert.True(float.IsNaN(value)));
            Assert.Equal(2 * Columns, results.Count(float.IsNaN));
        }
    }

    [Fact]
    public void ThreadsShareTheRows()
    {
        int[] ids = Ids(400, 1);
        using var keepsNone = new Workers(1);
        float[] expected = Run(ids, 40, 10, keepsNone);
        for (int again = 0; again < 20; again++)
        {
            Begin(version: 2 + again);
            float[][] results = new float[4][];
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, i =>
            {
                using var workers = new Workers(1) { Tables = _tables };
                results[i] = Run(ids, 40, 10, workers);
            });
            Assert.All(results, result => Sequences.AssertSameBits(expected, result));
        }

        Assert.Equal(Entries * Columns, _tables.Length);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        int[] ids = Ids(12, 1);
        float[] results = new float[12 * Columns];
        int version = 1;
        Allocation.AssertNone(() =>
        {
            Begin(++version);
            Run(ids, 4, 3, _workers, at => new StoreEpilogue((float*)at, Columns), results);
        });
    }

    private static int[] Ids(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(Entries))];
    }

    /// <summary>The results of all rows, a sample after the other.</summary>
    private float[] Run(int[] ids, int steps, int rows, Workers workers) => Run(ids, steps, rows, workers, at => new StoreEpilogue((float*)at, Columns));

    private float[] Run<TEpilogue>(int[] ids, int steps, int rows, Workers workers, Func<nint, TEpilogue> finishing)
        where TEpilogue : unmanaged, IEpilogue
    {
        float[] results = new float[steps * rows * Columns];
        Run(ids, steps, rows, workers, finishing, results);
        return results;
    }

    private void Run<TEpilogue>(int[] ids, int steps, int rows, Workers workers, Func<nint, TEpilogue> finishing, float[] results, int columns = Columns, bool transpose = false)
        where TEpilogue : unmanaged, IEpilogue
    {
        fixed (int* first = ids)
        {
            float* table = _weights.Address, memory = workers.Lasting(TableProduct.Length(steps, rows, columns, Depth));
            var product = new TableProduct(new(table, first, Entries, steps, rows, Depth), table + (Entries * Depth), columns, transpose, memory, workers);
            TEpilogue epilogue = finishing((nint)product.Results);
            for (int step = 0; step < steps; step++)
            {
                float* result = product.Step(ref epilogue, step);
                for (int row = 0; row < rows; row++)
                {
                    new Span<float>(result + (row * columns), columns).CopyTo(results.AsSpan(((row * steps) + step) * columns));
                }
            }
        }
    }

    private void SetWeights(int seed) => Sequences.Random((int)_weights.Length, seed).CopyTo(_weights.Span(0, (int)_weights.Length));

    private void Begin(int version) => _tables.Begin(Weights(version));

    private WeightVersion Weights(int version) => new((nint)_weights.Address, _weights.Length, version);

    private readonly struct TwiceEpilogue(float* y) : IEpilogue
    {
        public void Store<TLane>(TLane value, nint row, nint column)
            where TLane : struct, ILane<TLane>
            => TLane.Store(y + (row * Columns) + column, TLane.Add(value, value));
    }
}
