namespace Compiled;

public static partial class Sequences
{
    /// <summary>
    /// Long sequences in consecutive windows: each sample is cut along its first axis, the windows of a sample follow each other, and what is left
    /// over at its end is dropped. Targets that have as many steps are cut alongside; others are repeated for each window.
    /// <see cref="Interleave"/> with as many parts as there are sequences then lets each place of a batch read one of them.
    /// </summary>
    /// <param name="sequences">Samples whose inputs have as many steps each: (steps), or (steps, …).</param>
    /// <param name="length">The steps of a window; positive.</param>
    /// <exception cref="ArgumentException">The inputs have no steps, different numbers of them, or fewer than a window.</exception>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public static Dataset Cut(Dataset sequences, int length)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        IndexedDataset source = sequences.Indexed(nameof(Cut));
        int steps = source.Inputs[0].Shape is [var first, ..] ? first : 0;
        foreach (TensorSpec input in source.Inputs)
        {
            if (input.Shape.IsEmpty || input.Shape[0] != steps || steps < length)
            {
                throw new ArgumentException($"The input {input} cannot be cut into windows of {Wording.Count(length, "step")}: each input has as many steps, and at least so many.", nameof(sequences));
            }
        }

        return new CutDataset(source, steps, length);
    }
}
