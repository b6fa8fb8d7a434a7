namespace Compiled;

/// <summary>The samples of another indexed data set, or some of them, each with the steps that it has there.</summary>
internal abstract class DatasetView(IndexedDataset source) : IndexedDataset
{
    public override int Length => source.Length;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override SampleOrder? Order => source.Order;

    internal sealed override int BucketBatches => source.BucketBatches;

    internal sealed override int OriginOf(int index) => source.OriginOf(PlaceOf(index));

    internal sealed override int StepsOf(int index) => source.StepsOf(PlaceOf(index));

    /// <summary>Where a sample stands in the source.</summary>
    protected virtual int PlaceOf(int index) => index;

    /// <summary>Copies samples as they are in the source.</summary>
    protected void ReadSource(ReadOnlySpan<int> indices, Batch batch)
    {
        int[] places = System.Buffers.ArrayPool<int>.Shared.Rent(indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            places[i] = PlaceOf(indices[i]);
        }

        source.Read(places.AsSpan(0, indices.Length), batch);
        System.Buffers.ArrayPool<int>.Shared.Return(places);
    }
}
