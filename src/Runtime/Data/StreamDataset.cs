using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>Samples from a sequence. Its order is the sequence's: a seed does not change it.</summary>
internal sealed class StreamDataset<T>(IEnumerable<T> items, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> targets, SampleWriter<T> write) : Dataset
{
    public override int? Count => items.TryGetNonEnumeratedCount(out int count) ? count : null;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = inputs;

    public override IReadOnlyList<TensorSpec> Targets { get; } = targets;

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return new Reader(items, write, new(Inputs, Targets, batchSize));
    }

    private sealed class Reader(IEnumerable<T> items, SampleWriter<T> write, Batch batch) : BatchReader
    {
        private readonly int _batchSize = batch.Capacity;
        private IEnumerator<T>? _items;
        private int _next;

        public override void Begin(int epoch)
        {
            _items?.Dispose();
            _items = items.GetEnumerator();
            _next = 0;
        }

        public override bool TryRead([NotNullWhen(true)] out Batch? result)
        {
            if (_items is null)
            {
                Begin(0);
            }

            int count = 0;
            batch.Count = _batchSize;
            while (count < _batchSize && _items!.MoveNext())
            {
                batch.Origins[count] = _next++;
                write(_items.Current, batch[count++]);
            }

            batch.HasOrigins = true;
            batch.Count = count;
            result = count > 0 ? batch : null;
            return count > 0;
        }

        protected override void Dispose(bool disposing) => _items?.Dispose();
    }
}
