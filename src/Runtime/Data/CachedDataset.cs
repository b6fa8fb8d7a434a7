namespace Compiled;

/// <summary>The samples of another dataset, held in memory.</summary>
internal sealed class CachedDataset : IndexedDataset
{
    // Blocks of about a megabyte of elements: large samples do not reserve room that they never fill.
    private const int BlockElements = 1 << 18;
    private readonly List<Batch> _blocks;
    private readonly int _blockSize;

    private CachedDataset(Dataset source, List<Batch> blocks, int blockSize)
    {
        Inputs = source.Inputs;
        Targets = source.Targets;
        Order = source.Order;
        _blocks = blocks;
        _blockSize = blockSize;
        Length = blocks.Sum(block => block.Count);
    }

    public override int Length { get; }

    public override IReadOnlyList<TensorSpec> Inputs { get; }

    public override IReadOnlyList<TensorSpec> Targets { get; }

    internal override SampleOrder? Order { get; }

    public static CachedDataset Read(Dataset source)
    {
        long elements = source.Inputs.Concat(source.Targets).Sum(spec => (long)spec.Length);
        int blockSize = (int)Math.Max(BlockElements / Math.Max(elements, 1), 1);
        List<Batch> blocks = [];
        using SampleStream samples = new(source, blockSize, shuffle: null);
        samples.Begin(0);
        while (samples.MoveNext())
        {
            if (blocks.Count == 0 || blocks[^1].Count == blockSize)
            {
                blocks.Add(new(source.Inputs, source.Targets, blockSize));
            }

            Batch last = blocks[^1];
            last.Count++;
            last.CopySamples(samples.Batch, samples.Index, last.Count - 1, 1);
        }

        return new(source, blocks, blockSize);
    }

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            (int block, int place) = Math.DivRem(indices[i], _blockSize);
            batch.CopySamples(_blocks[block], place, i, 1);
        }
    }
}
