namespace Compiled;

/// <summary>The samples of another dataset, whose inputs are seen with other sizes; the values stay where they are.</summary>
internal sealed class ReshapedDataset(IndexedDataset source, IReadOnlyList<TensorSpec> inputs) : IndexedDataset
{
    public override int Length => source.Length;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override int OriginOf(int index) => source.OriginOf(index);

    internal override SequenceSide Padding => source.Padding;

    internal override int BucketBatches => source.BucketBatches;

    internal override int StepsOf(int index) => source.StepsOf(index);

    public override void Read(ReadOnlySpan<int> indices, Batch batch) => source.Read(indices, batch);
}
