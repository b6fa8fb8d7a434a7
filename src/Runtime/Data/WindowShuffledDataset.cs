namespace Compiled;

/// <summary>A dataset read from its beginning, mixed within a window of samples.</summary>
internal sealed class WindowShuffledDataset(Dataset source, ulong seed, int window) : Dataset
{
    public override int? Count => source.Count;

    internal override SampleOrder? Order => SampleOrder.Shuffled(source.Order);

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return new Reader(this, new(source, Math.Min(batchSize, window), shuffle), batchSize, shuffle ?? seed, window);
    }

    private sealed class Reader(WindowShuffledDataset dataset, SampleStream source, int batchSize, ulong seed, int window)
        : RegroupingReader(dataset, batchSize)
    {
        private readonly Batch _window = new(dataset.Inputs, dataset.Targets, window);
        private RandomSequence _random;
        private bool _ended;
        private int _held;

        protected override void BeginPass(int epoch)
        {
            source.Begin(epoch);
            _random = new(seed, (uint)epoch);
            _window.Count = window;
            _ended = false;
            _held = 0;
            while (_held < window && !_ended)
            {
                Refill(_held);
            }
        }

        protected override bool Next(Batch batch, int index)
        {
            if (_held == 0)
            {
                return false;
            }

            int chosen = _random.Below(_held);
            batch.CopySamples(_window, chosen, index, 1);
            _held--;
            if (!_ended)
            {
                Refill(chosen);
            }

            // Without a new sample the last one closes the gap.
            if (_ended && chosen < _held)
            {
                _window.CopySamples(_window, _held, chosen, 1);
            }

            return true;
        }

        private void Refill(int place)
        {
            if (source.MoveNext())
            {
                _window.CopySamples(source.Batch, source.Index, place, 1);
                _held++;
            }
            else
            {
                _ended = true;
            }
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
