using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>A reader that collects batches from samples that a derived class chooses.</summary>
internal abstract class RegroupingReader(Dataset dataset, int batchSize) : BatchReader
{
    private readonly Batch _batch = new(dataset.Inputs, dataset.Targets, batchSize);
    private bool _begun;

    public sealed override void Begin(int epoch)
    {
        _begun = true;
        BeginPass(epoch);
    }

    public sealed override bool TryRead([NotNullWhen(true)] out Batch? batch)
    {
        if (!_begun)
        {
            Begin(0);
        }

        int count = 0;
        _batch.Count = batchSize;
        while (count < batchSize && Next(_batch, count))
        {
            count++;
        }

        _batch.Count = count;
        _batch.HasPlaces = false;
        batch = count > 0 ? _batch : null;
        return count > 0;
    }

    protected abstract void BeginPass(int epoch);

    /// <summary>Copies the next sample to a place; false at the end.</summary>
    protected abstract bool Next(Batch batch, int index);
}
