using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>The samples of a dataset that is read from its beginning, changed in place.</summary>
internal sealed class ChangedStream(Dataset source, SampleAction change) : Dataset
{
    public override int? Count => source.Count;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override bool HasSlices => source.HasSlices;

    public override Dataset Slice(int start, int count) => new ChangedStream(source.Slice(start, count), change);

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
        => new Reader(source.CreateReader(batchSize, shuffle), change);

    /// <summary>Changes each sample; padding stays zero.</summary>
    internal static void Apply(SampleAction change, Batch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            change(batch[i]);
        }

        batch.ClearPadding();
    }

    private sealed class Reader(BatchReader source, SampleAction change) : BatchReader
    {
        public override void Begin(int epoch) => source.Begin(epoch);

        public override bool TryRead([NotNullWhen(true)] out Batch? batch)
        {
            if (!source.TryRead(out batch))
            {
                return false;
            }

            Apply(change, batch);
            return true;
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
