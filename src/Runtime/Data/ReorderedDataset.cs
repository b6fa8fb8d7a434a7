using System.Buffers;

namespace Compiled;

/// <summary>The samples of another dataset in an order of its own.</summary>
internal sealed class ReorderedDataset : IndexedDataset
{
    private readonly IndexedDataset _source;
    private readonly int[] _order;

    public ReorderedDataset(IndexedDataset source, ulong seed)
        : this(source, [.. Enumerable.Range(0, source.Length)], SampleOrder.Shuffled)
    {
        Shuffling.Shuffle(_order, seed, Shuffling.FixedOrder);
    }

    /// <param name="order">The samples' places in the source; some may be left out.</param>
    /// <param name="known">What is known of it.</param>
    public ReorderedDataset(IndexedDataset source, int[] order, SampleOrder known)
    {
        _source = source;
        _order = order;
        Order = known;
    }

    public override int Length => _order.Length;

    public override IReadOnlyList<TensorSpec> Inputs => _source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => _source.Targets;

    internal override SampleOrder? Order { get; }

    internal override int OriginOf(int index) => _source.OriginOf(_order[index]);

    internal override SequenceSide Padding => _source.Padding;

    internal override int BucketBatches => _source.BucketBatches;

    internal override int StepsOf(int index) => _source.StepsOf(_order[index]);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        int[] chosen = ArrayPool<int>.Shared.Rent(indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            chosen[i] = _order[indices[i]];
        }

        _source.Read(chosen.AsSpan(0, indices.Length), batch);
        ArrayPool<int>.Shared.Return(chosen);
    }
}
