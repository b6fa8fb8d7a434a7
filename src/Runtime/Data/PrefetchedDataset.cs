namespace Compiled;

/// <summary>Another dataset, read ahead on a thread.</summary>
internal sealed class PrefetchedDataset(Dataset source, int batches) : Dataset
{
    public override int? Count => source.Count;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override bool HasSlices => source.HasSlices;

    public override Dataset Slice(int start, int count) => new PrefetchedDataset(source.Slice(start, count), batches);

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null)
        => new PrefetchingReader(source, batchSize, shuffle, batches);
}
