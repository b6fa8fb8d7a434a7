using System.Buffers;

namespace Compiled;

/// <summary>A range of the samples of another data set.</summary>
internal sealed class DatasetSlice(IndexedDataset source, int start, int count) : IndexedDataset
{
    public override int Length => count;

    internal override SampleOrder? Order => source.Order;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override int OriginOf(int index) => source.OriginOf(index + start);

    internal override SequenceSide Padding => source.Padding;

    internal override int BucketBatches => source.BucketBatches;

    internal override int StepsOf(int index) => source.StepsOf(index + start);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        int[] shifted = ArrayPool<int>.Shared.Rent(indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            shifted[i] = indices[i] + start;
        }

        source.Read(shifted.AsSpan(0, indices.Length), batch);
        ArrayPool<int>.Shared.Return(shifted);
    }
}
