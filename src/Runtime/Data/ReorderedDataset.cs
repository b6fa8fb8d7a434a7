namespace Compiled;

/// <summary>The samples of another dataset in an order of its own.</summary>
internal sealed class ReorderedDataset : DatasetView
{
    private readonly int[] _order;

    public ReorderedDataset(IndexedDataset source, ulong seed)
        : this(source, [.. Enumerable.Range(0, source.Length)], SampleOrder.Shuffled(source.Order))
    {
        Shuffling.Shuffle(_order, seed, Shuffling.FixedOrder);
    }

    /// <param name="order">The samples' places in the source; some may be left out.</param>
    /// <param name="known">What is known of it.</param>
    public ReorderedDataset(IndexedDataset source, int[] order, SampleOrder known)
        : base(source)
    {
        _order = order;
        Order = known;
    }

    public override int Length => _order.Length;

    internal override SampleOrder? Order { get; }

    public override void Read(ReadOnlySpan<int> indices, Batch batch) => ReadSource(indices, batch);

    protected override int PlaceOf(int index) => _order[index];
}
