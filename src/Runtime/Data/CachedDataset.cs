namespace Compiled;

/// <summary>The samples of another dataset, held in memory.</summary>
internal sealed class CachedDataset : IndexedDataset
{
    private readonly List<Batch> _batches;

    private const int BatchSize = 1024;

    private CachedDataset(Dataset source, List<Batch> batches)
    {
        Inputs = source.Inputs;
        Targets = source.Targets;
        _batches = batches;
        Length = batches.Sum(batch => batch.Count);
    }

    public override int Length { get; }

    public override IReadOnlyList<TensorSpec> Inputs { get; }

    public override IReadOnlyList<TensorSpec> Targets { get; }

    public static CachedDataset Read(Dataset source)
    {
        List<Batch> batches = [];
        using SampleStream samples = new(source, BatchSize, shuffle: null);
        samples.Begin(0);
        while (samples.MoveNext())
        {
            if (batches.Count == 0 || batches[^1].Count == BatchSize)
            {
                batches.Add(new(source.Inputs, source.Targets, BatchSize));
            }

            Batch last = batches[^1];
            last.Count++;
            last.CopySamples(samples.Batch, samples.Index, last.Count - 1, 1);
        }

        return new(source, batches);
    }

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            (int block, int place) = Math.DivRem(indices[i], BatchSize);
            batch.CopySamples(_batches[block], place, i, 1);
        }
    }
}
