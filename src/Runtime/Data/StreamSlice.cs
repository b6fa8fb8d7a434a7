namespace Compiled;

/// <summary>A range of the samples of a dataset that is read from its beginning.</summary>
internal sealed class StreamSlice(Dataset source, int start, int count) : Dataset
{
    public override int? Count => source.Count is { } all ? Math.Min(Math.Max(all - start, 0), count) : null;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        // Shuffled before the cut, the range would not be the same samples in each epoch.
        return new Reader(this, new(source, batchSize, shuffle: null), batchSize, start, count);
    }

    private sealed class Reader(StreamSlice slice, SampleStream source, int batchSize, int start, int count) : RegroupingReader(slice, batchSize)
    {
        private int _skip;
        private int _left;

        protected override void BeginPass(int epoch)
        {
            source.Begin(epoch);
            _skip = start;
            _left = count;
        }

        protected override bool Next(Batch batch, int index)
        {
            for (; _skip > 0; _skip--)
            {
                if (!source.MoveNext())
                {
                    _skip = _left = 0;
                    return false;
                }
            }

            if (_left == 0 || !source.MoveNext())
            {
                _left = 0;
                return false;
            }

            _left--;
            batch.CopySamples(source.Batch, source.Index, index, 1);
            return true;
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
