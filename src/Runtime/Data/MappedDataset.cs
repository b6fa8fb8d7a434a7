using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Compiled;

/// <summary>Samples made from those of an indexed dataset.</summary>
internal sealed class MappedDataset(IndexedDataset source, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> targets, SampleMap map) : IndexedDataset
{
    // Readers on several threads may ask at once; each takes a batch for the time of a call.
    private readonly ConcurrentBag<Batch> _free = [];

    public override int Length => source.Length;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = inputs;

    public override IReadOnlyList<TensorSpec> Targets { get; } = targets;

    internal override int OriginOf(int index) => source.OriginOf(index);

    internal override SequenceSide Padding => source.Padding;

    internal override int BucketBatches => source.BucketBatches;

    internal override int StepsOf(int index) => source.StepsOf(index);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        if (!_free.TryTake(out Batch? original))
        {
            original = new(source.Inputs, source.Targets, indices.Length);
        }

        original.Count = indices.Length;
        source.Read(indices, original);
        MappedStream.Apply(map, original, batch);
        _free.Add(original);
    }
}
