using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Compiled;

/// <summary>Samples made from those of an indexed dataset.</summary>
internal sealed class MappedDataset(IndexedDataset source, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> targets, SampleMap map) : DatasetView(source)
{
    private readonly IndexedDataset _source = source;

    // Readers on several threads may ask at once; each takes a batch for the time of a call.
    private readonly ConcurrentBag<Batch> _free = [];

    public override IReadOnlyList<TensorSpec> Inputs { get; } = inputs;

    public override IReadOnlyList<TensorSpec> Targets { get; } = targets;

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        if (!_free.TryTake(out Batch? original))
        {
            original = new(_source.Inputs, _source.Targets, indices.Length);
        }

        original.Count = indices.Length;
        _source.Read(indices, original);
        MappedStream.Apply(map, original, batch);
        _free.Add(original);
    }
}
