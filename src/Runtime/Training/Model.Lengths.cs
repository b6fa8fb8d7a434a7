namespace Compiled;

/// <content>Models whose inputs have <see cref="Length.Any"/>: the number of steps is found in what they are given.</content>
public abstract partial class Model
{
    /// <summary>Whether the number of steps is known only when the program runs.</summary>
    internal bool HasAnyLength => Schema.MaxLength > 0;

    /// <summary>The specs of a batch.</summary>
    /// <exception cref="ArgumentException">Its sequences are longer than the model takes.</exception>
    internal ModelTables TablesOf(Batch batch)
    {
        for (int i = 0; HasAnyLength && i < batch.Inputs.Length && i < Tables.InputSpecs.Length; i++)
        {
            if (Tables.InputSpecs[i].HasAnyLength)
            {
                return Tables.At(CheckLength(batch.Inputs[i].Spec.Length / Tables.InputSpecs[i].Length, 0, "; SequenceOptions.MaxLength cuts those of Sequences.Ragged"));
            }
        }

        return Tables;
    }

    /// <summary>Whether samples of these specs are what the model takes: of any length, or all of one length that it takes.</summary>
    internal bool Fits(IReadOnlyList<TensorSpec> given, TensorSpec[] wanted)
    {
        if (given.Count != wanted.Length)
        {
            return false;
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            bool fits = wanted[i].HasAnyLength && !given[i].HasAnyLength
                ? given[i].Length % wanted[i].Length == 0 && given[i].Length / wanted[i].Length <= Schema.MaxLength
                : given[i].Length == wanted[i].Length && given[i].HasAnyLength == wanted[i].HasAnyLength;
            if (!fits || given[i].Element != wanted[i].Element)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The specs for flat values. Where no input or output of fixed size tells how many samples there are, it is one.</summary>
    /// <param name="inputs">The number of values for each input.</param>
    /// <param name="others">The number of values for each of <paramref name="specs"/>; empty where it is not known.</param>
    /// <param name="specs">Those of the targets or predictions.</param>
    /// <exception cref="ArgumentException">The sequences are longer than the model takes.</exception>
    internal ModelTables TablesFor(ReadOnlySpan<int> inputs, ReadOnlySpan<int> others, TensorSpec[] specs)
    {
        if (!HasAnyLength)
        {
            return Tables;
        }

        int samples = FixedSamples(inputs, Tables.InputSpecs) ?? FixedSamples(others, specs) ?? 1;
        return TablesFor(samples, inputs);
    }

    /// <summary>The specs for flat values of a known number of samples.</summary>
    internal ModelTables TablesFor(int samples, ReadOnlySpan<int> inputs)
    {
        for (int i = 0; HasAnyLength && i < inputs.Length && i < Tables.InputSpecs.Length; i++)
        {
            if (Tables.InputSpecs[i].HasAnyLength)
            {
                return Tables.At(samples == 0 ? Schema.MaxLength : CheckLength(inputs[i] / ((long)samples * Tables.InputSpecs[i].Length), samples));
            }
        }

        return Tables;
    }

    /// <summary>The specs for values of which some may be tensors, which say how long they are.</summary>
    internal ModelTables TablesFor(TensorData[] inputs, TensorData[] others, TensorSpec[] specs)
    {
        for (int i = 0; HasAnyLength && i < inputs.Length && i < Tables.InputSpecs.Length; i++)
        {
            if (Tables.InputSpecs[i].HasAnyLength && inputs[i].Lengths is [_, var steps, ..])
            {
                return Tables.At(CheckLength(steps, 0));
            }
        }

        return TablesFor([.. inputs.Select(input => input.Length)], [.. others.Select(other => other.Length)], specs);
    }

    private int CheckLength(long length, int samples, string adviceForLonger = "") => length >= 1 && length <= Schema.MaxLength
        ? (int)length
        : throw new ArgumentException(
            $"{Schema.Name} takes sequences of 1 to {Wording.Count(Schema.MaxLength, "step")}, not of {length}{(length < 1 ? "" : samples == 1 ? "; several samples are given as a tensor, or with their number" : adviceForLonger)}");

    /// <summary>Sees whether targets for each step have as many steps as the sequences.</summary>
    /// <exception cref="ArgumentException">They have not, for example one a sample.</exception>
    private void CheckSteps(Dataset data)
    {
        int input = Array.FindIndex(Tables.InputSpecs, spec => spec.HasAnyLength);
        for (int i = 0; input >= 0 && i < Tables.TargetSpecs.Length; i++)
        {
            if (Tables.TargetSpecs[i].HasAnyLength && Steps(data.Targets[i], Tables.TargetSpecs[i]) != Steps(data.Inputs[input], Tables.InputSpecs[input]))
            {
                throw Unfit("target", Tables.TargetSpecs, data.Targets);
            }
        }

        static int Steps(TensorSpec given, TensorSpec wanted) => given.HasAnyLength ? Length.Any : given.Length / wanted.Length;
    }

    private static int? FixedSamples(ReadOnlySpan<int> lengths, TensorSpec[] specs)
    {
        for (int i = 0; i < lengths.Length && i < specs.Length; i++)
        {
            if (!specs[i].HasAnyLength)
            {
                return lengths[i] / specs[i].Length;
            }
        }

        return null;
    }
}
