namespace Compiled;

/// <summary>The samples of an indexed dataset, changed in place.</summary>
internal sealed class ChangedDataset(IndexedDataset source, SampleAction change) : DatasetView(source)
{
    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        ReadSource(indices, batch);
        ChangedStream.Apply(change, batch);
    }
}
