namespace Compiled;

public static partial class Sequences
{
    /// <summary>A row for each index: 1 at its place and 0 elsewhere.</summary>
    /// <param name="sequence">Each in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">The length of a row.</param>
    /// <param name="rows">Where to: the sequence's length by classes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or an index has no place; the message has both numbers.</exception>
    public static void OneHot(ReadOnlySpan<int> sequence, int classes, Span<float> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (rows.Length != (long)sequence.Length * classes)
        {
            throw new ArgumentException($"The rows have {Wording.Count(rows.Length, "place")}, where {(long)sequence.Length * classes} are expected: {sequence.Length} by {classes}.", nameof(rows));
        }

        rows.Clear();
        for (int i = 0; i < sequence.Length; i++)
        {
            if ((uint)sequence[i] >= (uint)classes)
            {
                throw new ArgumentException($"Index {i} is {sequence[i]}, where 0 to {classes - 1} was expected.", nameof(sequence));
            }

            rows[(i * classes) + sequence[i]] = 1;
        }
    }

    /// <summary>A dataset whose integer input becomes one-hot rows as it is read, so that they never lie in memory all at once.</summary>
    /// <param name="dataset">For example of <see cref="NextTokens"/>.</param>
    /// <param name="classes">One more than the greatest index; the new last axis.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="ArgumentException">The input is not of integers.</exception>
    public static Dataset OneHot(Dataset dataset, int classes, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        TensorSpec old = dataset.Inputs[input];
        if (old.Element != ElementKind.Int32)
        {
            throw new ArgumentException($"{old} does not hold integers.", nameof(dataset));
        }

        TensorSpec[] inputs = [.. dataset.Inputs];
        inputs[input] = new(old.Name, [.. old.Shape, classes]);
        return dataset.Map(inputs, dataset.Targets, (source, destination) =>
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (i == input)
                {
                    OneHot(source.IntegerInput(i), classes, destination.Input(i));
                }
                else
                {
                    source.CopyInput(i, destination);
                }
            }

            source.CopyTargets(destination);
        });
    }
}
