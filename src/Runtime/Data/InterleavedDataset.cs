using System.Buffers;

namespace Compiled;

/// <summary>The samples of a dataset by parts: sample k · parts + j is the k-th of part j.</summary>
internal sealed class InterleavedDataset(IndexedDataset source, int parts) : IndexedDataset
{
    private readonly int _partLength = source.Length / parts;

    public override int Length => _partLength * parts;

    public override IReadOnlyList<TensorSpec> Inputs => source.Inputs;

    public override IReadOnlyList<TensorSpec> Targets => source.Targets;

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        int[] places = ArrayPool<int>.Shared.Rent(indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            (int step, int part) = Math.DivRem(indices[i], parts);
            places[i] = (part * _partLength) + step;
        }

        source.Read(places.AsSpan(0, indices.Length), batch);
        ArrayPool<int>.Shared.Return(places);
    }
}
