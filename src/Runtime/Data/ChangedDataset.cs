namespace Compiled;

/// <summary>The samples of an indexed dataset, changed in place.</summary>
internal sealed class ChangedDataset(IndexedDataset source, SampleAction change) : IndexedDataset
{
    public override int Length => source.Length;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override int OriginOf(int index) => source.OriginOf(index);

    internal override SequenceSide Padding => source.Padding;

    internal override int BucketBatches => source.BucketBatches;

    internal override int StepsOf(int index) => source.StepsOf(index);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        source.Read(indices, batch);
        for (int i = 0; i < indices.Length; i++)
        {
            change(batch[i]);
        }
    }
}
