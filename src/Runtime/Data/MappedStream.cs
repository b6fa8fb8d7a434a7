using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>Samples made from those of a dataset that is read from its beginning.</summary>
internal sealed class MappedStream(Dataset source, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> targets, SampleMap map) : Dataset
{
    public override int? Count => source.Count;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => inputs;

    public override IReadOnlyList<TensorSpec> Targets => targets;

    internal override bool HasSlices => source.HasSlices;

    public override Dataset Slice(int start, int count) => new MappedStream(source.Slice(start, count), inputs, targets, map);

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
        => new Reader(source.CreateReader(batchSize, shuffle), map, new(Inputs, Targets, batchSize));

    /// <summary>Makes each sample from an original; padding is zero.</summary>
    internal static void Apply(SampleMap map, Batch original, Batch batch)
    {
        batch.Steps = original.Steps;
        batch.Count = original.Count;
        batch.CopyFacts(original, 0, 0, original.Count);
        for (int i = 0; i < original.Count; i++)
        {
            map(original[i], batch[i]);
        }

        batch.ClearPadding();
    }

    private sealed class Reader(BatchReader source, SampleMap map, Batch batch) : BatchReader
    {
        public override void Begin(int epoch) => source.Begin(epoch);

        public override bool TryRead([NotNullWhen(true)] out Batch? result)
        {
            bool more = source.TryRead(out Batch? original);
            result = more ? batch : null;
            if (more)
            {
                Apply(map, original!, batch);
            }

            return more;
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
