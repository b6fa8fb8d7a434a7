namespace Compiled;

/// <summary>Batches that a caller enumerates, as a data set. A sequence that an epoch did not exhaust goes on in the next.</summary>
internal sealed class BatchSequence(IEnumerable<Batch> batches, IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> targets) : Dataset
{
    public override int? Count => null;

    public override IReadOnlyList<TensorSpec> Inputs => inputs;

    public override IReadOnlyList<TensorSpec> Targets => targets;

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null) => new Reader(batches);

    private sealed class Reader(IEnumerable<Batch> batches) : BatchReader
    {
        private IEnumerator<Batch>? _enumerator;
        private bool _continues;

        public override void Begin(int epoch) => _continues = _enumerator is not null;

        public override bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Batch? batch)
        {
            _enumerator ??= batches.GetEnumerator();
            bool more = _enumerator.MoveNext();
            if (!more && _continues)
            {
                // The epoch before took the last batch without seeing the end: this one starts anew.
                _enumerator.Dispose();
                _enumerator = batches.GetEnumerator();
                more = _enumerator.MoveNext();
            }

            _continues = false;
            if (more)
            {
                batch = _enumerator.Current;
                return true;
            }

            _enumerator.Dispose();
            _enumerator = null;
            batch = null;
            return false;
        }

        protected override void Dispose(bool disposing) => _enumerator?.Dispose();
    }
}
