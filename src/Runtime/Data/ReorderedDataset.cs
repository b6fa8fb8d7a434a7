using System.Buffers;

namespace Compiled;

/// <summary>The samples of another dataset in an order of its own.</summary>
internal sealed class ReorderedDataset : IndexedDataset
{
    private readonly IndexedDataset _source;
    private readonly int[] _order;

    public ReorderedDataset(IndexedDataset source, ulong seed)
        : this(source, [.. Enumerable.Range(0, source.Length)])
    {
        Shuffling.Shuffle(_order, seed, Shuffling.FixedOrder);
    }

    /// <param name="order">The samples' places in the source; some may be left out.</param>
    /// <param name="interleavedBatchSize">The batch size that the order is made for; null for any.</param>
    public ReorderedDataset(IndexedDataset source, int[] order, int? interleavedBatchSize = null)
    {
        _source = source;
        _order = order;
        InterleavedBatchSize = interleavedBatchSize;
    }

    public override int Length => _order.Length;

    public override IReadOnlyList<TensorSpec> Inputs => _source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => _source.Targets;

    internal override int? InterleavedBatchSize { get; }

    internal override int OriginOf(int index) => _source.OriginOf(_order[index]);

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
