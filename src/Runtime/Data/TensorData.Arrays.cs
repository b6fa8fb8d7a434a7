using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled;

public readonly partial struct TensorData
{
    /// <summary>Floats with their sizes, not copied.</summary>
    /// <param name="lengths">The number of samples, then the sizes of one.</param>
    /// <exception cref="ArgumentException">The sizes do not multiply to the number of values.</exception>
    public static TensorData Of(ReadOnlyMemory<float> values, params ReadOnlySpan<int> lengths)
        => new(values, default, ElementKind.Float32, Checked(values.Length, lengths));

    /// <summary>Integers with their sizes, not copied.</summary>
    /// <inheritdoc cref="Of(ReadOnlyMemory{float}, ReadOnlySpan{int})"/>
    public static TensorData Of(ReadOnlyMemory<int> values, params ReadOnlySpan<int> lengths)
        => new(default, values, ElementKind.Int32, Checked(values.Length, lengths));

    /// <summary>Copies an array of samples and features.</summary>
    public static implicit operator TensorData(float[,] values) => FromFloats(values);

    /// <summary>Copies an array of samples and two more axes.</summary>
    public static implicit operator TensorData(float[,,] values) => FromFloats(values);

    /// <summary>Copies an array of samples and three more axes.</summary>
    public static implicit operator TensorData(float[,,,] values) => FromFloats(values);

    /// <summary>Copies one array a sample, all of the same length.</summary>
    public static implicit operator TensorData(float[][] values) => Of(Flatten(values, out int[] lengths), lengths);

    /// <summary>Copies an array of samples and integers.</summary>
    public static implicit operator TensorData(int[,] values) => Of(Flatten<int>(values), LengthsOf(values));

    /// <summary>Copies one array a sample, all of the same length.</summary>
    public static implicit operator TensorData(int[][] values) => Of(Flatten(values, out int[] lengths), lengths);

    /// <summary>The sizes of one sample; flat values are one number a sample.</summary>
    internal TensorSpec ToSpec(string name) => new(name, [.. Lengths?.Skip(1) ?? []], Element);

    private static TensorData FromFloats(Array values) => Of(Flatten<float>(values), LengthsOf(values));

    private static int[] Checked(int length, ReadOnlySpan<int> lengths)
    {
        long product = lengths.IsEmpty ? 0 : 1;
        foreach (int size in lengths)
        {
            product = size >= 0 && product <= int.MaxValue ? product * size : -1;
            if (product < 0)
            {
                break;
            }
        }

        return product == length
            ? lengths.ToArray()
            : throw new ArgumentException($"The shape {Wording.Shape(lengths.ToArray())} is not that of {Wording.Count(length, "value")}.", nameof(lengths));
    }

    private static int[] LengthsOf(Array values)
    {
        int[] lengths = new int[values.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = values.GetLength(axis);
        }

        return lengths;
    }

    private static T[] Flatten<T>(Array values)
    {
        T[] flat = new T[values.Length];
        ref T first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values));
        MemoryMarshal.CreateReadOnlySpan(ref first, flat.Length).CopyTo(flat);
        return flat;
    }

    private static T[] Flatten<T>(T[][] values, out int[] lengths)
    {
        lengths = [values.Length, values.Length == 0 ? 0 : values[0].Length];
        T[] flat = new T[checked(lengths[0] * lengths[1])];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Length != lengths[1])
            {
                throw new ArgumentException($"Sample {i} has {Wording.Count(values[i].Length, "value")}, but sample 0 has {lengths[1]}. Sequences.Ragged makes a data set of sequences of different lengths; Sequences.Pad brings them to one.", nameof(values));
            }

            values[i].CopyTo(flat.AsSpan(i * lengths[1]));
        }

        return flat;
    }
}
