namespace Compiled;

/// <summary>The samples of another dataset, whose inputs are seen with other sizes; the values stay where they are.</summary>
internal sealed class ReshapedDataset(IndexedDataset source, IReadOnlyList<TensorSpec> inputs) : DatasetView(source)
{
    public override IReadOnlyList<TensorSpec> Inputs => inputs;

    public override void Read(ReadOnlySpan<int> indices, Batch batch) => ReadSource(indices, batch);
}
