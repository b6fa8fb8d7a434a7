using System.Collections.Concurrent;

namespace Compiled;

/// <summary>Sequences cut into windows of one length; what is left over at the end of a sequence is no window.</summary>
/// <param name="steps">Of each sequence.</param>
/// <param name="length">Of a window, at most as many.</param>
internal sealed class CutDataset(IndexedDataset source, int steps, int length) : IndexedDataset
{
    private readonly int _windows = steps / length;

    // Readers on several threads may ask at once; each takes a sequence for the time of a call.
    private readonly ConcurrentBag<Batch> _free = [];

    public override int Length { get; } = checked(source.Length * (steps / length));

    public override IReadOnlyList<TensorSpec> Inputs { get; } = [.. source.Inputs.Select(input => Window(input, length))];

    public override IReadOnlyList<TensorSpec> Targets { get; } =
        [.. source.Targets.Select(target => target.Shape is [var first, ..] && first == steps ? Window(target, length) : target)];

    internal override SampleOrder? Order => _windows > 1 ? SampleOrder.Cut(source.Order, length) : source.Order;

    internal override int OriginOf(int index) => source.OriginOf(index / _windows);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        if (!_free.TryTake(out Batch? sequence))
        {
            sequence = new(source.Inputs, source.Targets, 1) { Count = 1 };
        }

        Span<int> wanted = stackalloc int[1];
        int read = -1;
        for (int i = 0; i < indices.Length; i++)
        {
            (wanted[0], int window) = Math.DivRem(indices[i], _windows);
            if (wanted[0] != read)
            {
                source.Read(wanted, sequence);
                read = wanted[0];
            }

            Copy(sequence.Inputs, batch.Inputs, window, i);
            Copy(sequence.Targets, batch.Targets, window, i);
            batch.HasSampleWeights = sequence.HasSampleWeights;
            if (sequence.HasSampleWeights)
            {
                batch.SampleWeights[i] = sequence.SampleWeights[0];
            }
        }

        _free.Add(sequence);
    }

    private static TensorSpec Window(TensorSpec spec, int length) => new(spec.Name, [length, .. spec.Shape.Skip(1)], spec.Element);

    private static void Copy(ReadOnlySpan<BatchBuffer> from, ReadOnlySpan<BatchBuffer> to, int window, int place)
    {
        for (int i = 0; i < from.Length; i++)
        {
            // What was not cut is there as a whole.
            int part = to[i].Spec.Length, start = part == from[i].Spec.Length ? 0 : window * part;
            if (to[i].Spec.Element == ElementKind.Float32)
            {
                from[i].Floats.Slice(start, part).CopyTo(to[i].Floats[(place * part)..]);
            }
            else
            {
                from[i].Ints.Slice(start, part).CopyTo(to[i].Ints[(place * part)..]);
            }
        }
    }
}
