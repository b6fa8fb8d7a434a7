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

        public override void Begin(int epoch) => _enumerator ??= batches.GetEnumerator();

        public override bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Batch? batch)
        {
            Begin(0);
            if (_enumerator!.MoveNext())
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
