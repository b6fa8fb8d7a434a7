using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>The loop behind every recurrent layer, step by step over tensors: what a compiled loop means.</summary>
public static class Recurrence
{
    /// <summary>Runs a step for each element of sequences.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="isReversed">Whether the last step comes first; element t of each sequence belongs to step t all the same.</param>
    /// <param name="states">The states before the first step.</param>
    /// <param name="sequences">Tensors with the step as first axis; each step gets its elements.</param>
    /// <param name="step">From the states and the elements to the next states and to the elements of the resulting sequences.</param>
    /// <returns>The states after the last step, and the resulting sequences with the step as first axis; none for no steps.</returns>
    /// <exception cref="ArgumentException">A sequence has not an element for each step.</exception>
    public static (Tensor<T>[] Final, Tensor<T>[] Sequences) Scan<T>(
        int steps,
        bool isReversed,
        Tensor<T>[] states,
        Tensor<T>[] sequences,
        Func<Tensor<T>[], Tensor<T>[], (Tensor<T>[] Next, Tensor<T>[] Outputs)> step)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (Tensor<T> sequence in sequences)
        {
            if (sequence.Lengths[0] != steps)
            {
                throw new ArgumentException($"Scan of {steps} steps: a sequence {TensorElements.Text(sequence.Lengths)} has another length", nameof(sequences));
            }
        }

        var outputs = new Tensor<T>[steps][];
        for (int i = 0; i < steps; i++)
        {
            int t = isReversed ? steps - 1 - i : i;
            (states, outputs[t]) = step(states, [.. sequences.Select(s => Element(s, t))]);
        }

        int count = steps > 0 ? outputs[0].Length : 0;
        return (states, [.. Enumerable.Range(0, count).Select(k => Ops.Stack(0, [.. outputs.Select(o => o[k])]))]);
    }

    private static Tensor<T> Element<T>(Tensor<T> sequence, int step) => Ops.Squeeze(Ops.Slice(sequence, 0, step, 1), 0);
}
