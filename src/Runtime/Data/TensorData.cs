using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// The values of one input or target for many samples, batch-major, as <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> take them:
/// an array, a memory or a tensor of floats or integers converts to it by itself. Arrays and memories are not copied.
/// </summary>
public readonly partial struct TensorData
{
    private TensorData(ReadOnlyMemory<float> floats, ReadOnlyMemory<int> ints, ElementKind element, IReadOnlyList<int>? lengths)
    {
        Floats = floats;
        Ints = ints;
        Element = element;
        Lengths = lengths;
    }

    /// <summary>Floats or integers.</summary>
    public ElementKind Element { get; }

    /// <summary>The values where they are floats.</summary>
    public ReadOnlyMemory<float> Floats { get; }

    /// <summary>The values where they are integers.</summary>
    public ReadOnlyMemory<int> Ints { get; }

    /// <summary>The sizes with the number of samples in front; null for flat values, whose number of samples follows from the model.</summary>
    public IReadOnlyList<int>? Lengths { get; }

    /// <summary>The number of values.</summary>
    public int Length => Element == ElementKind.Float32 ? Floats.Length : Ints.Length;

    /// <summary>Takes floats as they are.</summary>
    public static implicit operator TensorData(float[] values) => new(values, default, ElementKind.Float32, null);

    /// <summary>Takes integers as they are.</summary>
    public static implicit operator TensorData(int[] values) => new(default, values, ElementKind.Int32, null);

    /// <summary>Takes floats as they are.</summary>
    public static implicit operator TensorData(ReadOnlyMemory<float> values) => new(values, default, ElementKind.Float32, null);

    /// <summary>Takes integers as they are.</summary>
    public static implicit operator TensorData(ReadOnlyMemory<int> values) => new(default, values, ElementKind.Int32, null);

    /// <summary>Takes floats as they are.</summary>
    public static implicit operator TensorData(Memory<float> values) => new(values, default, ElementKind.Float32, null);

    /// <summary>Takes integers as they are.</summary>
    public static implicit operator TensorData(Memory<int> values) => new(default, values, ElementKind.Int32, null);

    /// <summary>Copies a tensor, whose first axis is the batch.</summary>
    public static implicit operator TensorData(Tensor<float> tensor) => new(Flatten(tensor), default, ElementKind.Float32, LengthsOf(tensor));

    /// <summary>Copies a tensor, whose first axis is the batch.</summary>
    public static implicit operator TensorData(Tensor<int> tensor) => new(default, Flatten(tensor), ElementKind.Int32, LengthsOf(tensor));

    private static T[] Flatten<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static int[] LengthsOf<T>(Tensor<T> tensor)
    {
        int[] lengths = new int[tensor.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = checked((int)tensor.Lengths[axis]);
        }

        return lengths;
    }
}
