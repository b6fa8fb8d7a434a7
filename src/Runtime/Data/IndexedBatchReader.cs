namespace Compiled;

/// <summary>Reads an indexed data set in order, or in an order shuffled anew for each epoch.</summary>
internal sealed class IndexedBatchReader : BatchReader
{
    private readonly IndexedDataset _source;
    private readonly int _batchSize;
    private readonly ulong? _seed;
    private readonly int[] _order;
    private readonly Batch _batch;
    private int _next;

    public IndexedBatchReader(IndexedDataset source, int batchSize, ulong? seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _source = source;
        _batchSize = batchSize;
        _seed = seed;
        _order = new int[source.Length];
        _batch = new(source.Inputs, source.Targets, Math.Min(batchSize, source.Length));
        Begin(0);
    }

    public override void Begin(int epoch)
    {
        _next = 0;
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        if (_seed is { } seed)
        {
            Shuffling.Shuffle(_order, seed, (uint)epoch);
        }

        if (_source.BucketBatches > 0)
        {
            SortByLength();
            if (_seed is { } again)
            {
                ShuffleBatches(again + 1, (uint)epoch);
            }
        }
    }

    /// <summary>Puts samples of similar length into the same batches.</summary>
    private void SortByLength()
    {
        int run = (int)Math.Min(_order.Length, (long)_source.BucketBatches * _batchSize);
        for (int start = 0; start < _order.Length; start += run)
        {
            // The place decides between equal lengths, so that the order is the same everywhere.
            int[] sorted = [.. _order.Skip(start).Take(run).OrderBy(_source.StepsOf)];
            sorted.CopyTo(_order, start);
        }
    }

    /// <summary>Shuffles whole batches; the last one, which may be smaller, stays.</summary>
    private void ShuffleBatches(ulong seed, uint epoch)
    {
        int[] batches = [.. Enumerable.Range(0, _order.Length / _batchSize)];
        Shuffling.Shuffle(batches, seed, epoch);
        int[] before = [.. _order];
        for (int i = 0; i < batches.Length; i++)
        {
            before.AsSpan(batches[i] * _batchSize, _batchSize).CopyTo(_order.AsSpan(i * _batchSize));
        }
    }

    public override bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Batch? batch)
    {
        int count = Math.Min(_batchSize, _order.Length - _next);
        if (count == 0)
        {
            batch = null;
            return false;
        }

        _batch.Count = count;
        _source.Read(_order.AsSpan(_next, count), _batch);
        _batch.HasOrigins = _batch.HasPlaces = true;
        for (int i = 0; i < count; i++)
        {
            _batch.Places[i] = _order[_next + i];
            _batch.Origins[i] = _source.OriginOf(_order[_next + i]);
        }

        _next += count;
        batch = _batch;
        return true;
    }
}
