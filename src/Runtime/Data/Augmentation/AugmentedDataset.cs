using System.Diagnostics.CodeAnalysis;

namespace Compiled;

/// <summary>The pictures of another dataset, varied anew in each epoch.</summary>
internal sealed class AugmentedDataset(Dataset source, ImageAugmentation augmentation, ulong seed, int input) : Dataset
{
    private readonly ImageShape _shape = ImageShape.Of(source, input);

    public override int? Count => source.Count;

    internal override SampleOrder? Order => (source.Order ?? new()) with { IsVaried = true };

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    internal override bool HasSlices => source.HasSlices;

    public override Dataset Slice(int start, int count) => new AugmentedDataset(source.Slice(start, count), augmentation, seed, input);

    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null) => new Reader(this, source.CreateReader(batchSize, shuffle));

    private void Vary(Batch from, Batch to, int sample, int epoch, int number)
    {
        (int height, int width, int channels) = _shape;
        ImageTransform transform = augmentation.Draw(seed, epoch, number, height, width, channels);
        transform.Apply(from[sample].Input(input), to[sample].Input(input), height, width, channels);
    }

    private sealed class Reader(AugmentedDataset dataset, BatchReader source) : BatchReader
    {
        private readonly Batch _batch = new(dataset.Inputs, dataset.Targets, 0);
        private int _epoch;
        private int _position;

        public override void Begin(int epoch)
        {
            source.Begin(epoch);
            _epoch = epoch;
            _position = 0;
        }

        public override bool TryRead([NotNullWhen(true)] out Batch? batch)
        {
            if (!source.TryRead(out Batch? original))
            {
                batch = null;
                return false;
            }

            _batch.Count = original.Count;
            _batch.CopySamples(original, 0, 0, original.Count);
            // Where samples have no place of their own, as in a stream, their number in the epoch tells them apart.
            int position = _position;
            ParallelSamples.Run(
                original.Count,
                i => dataset.Vary(original, _batch, i, _epoch, original.HasOrigins ? original.Origins[i] : position + i));
            _position += original.Count;
            batch = _batch;
            return true;
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
