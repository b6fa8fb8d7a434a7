using System.Collections.Immutable;

namespace Compiled;

/// <summary>Samples that a function makes from their index.</summary>
/// <param name="order">How they follow each other, where that is known.</param>
internal sealed class FunctionDataset(int count, ImmutableArray<TensorSpec> inputs, ImmutableArray<TensorSpec> targets, SampleWriter<int> write, SampleOrder? order = null) : IndexedDataset
{
    public override int Length => count;

    public override IReadOnlyList<TensorSpec> Inputs { get; } = inputs;

    public override IReadOnlyList<TensorSpec> Targets { get; } = targets;

    internal override SampleOrder? Order => order;

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            write(indices[i], batch[i]);
        }
    }
}
