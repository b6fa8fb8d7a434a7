namespace Compiled;

/// <summary>A range of the samples of another data set.</summary>
internal sealed class DatasetSlice(IndexedDataset source, int start, int count) : DatasetView(source)
{
    public override int Length => count;

    public override void Read(ReadOnlySpan<int> indices, Batch batch) => ReadSource(indices, batch);

    protected override int PlaceOf(int index) => index + start;
}
