using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>One tensor among a model's parameters. It lies in native memory, so it is read and written by copying.</summary>
public sealed unsafe class ModelWeight
{
    private readonly Model _model;

    internal ModelWeight(Model model, ParameterSchema schema)
    {
        _model = model;
        Schema = schema;
    }

    /// <summary>What the compiler knows of it.</summary>
    public ParameterSchema Schema { get; }

    /// <summary><c>layer/role</c>, for example <c>hidden1/kernel</c>.</summary>
    public string Name => Schema.Name;

    /// <summary>The sizes of its axes.</summary>
    public ImmutableArray<int> Shape => Schema.Shape;

    /// <summary>The number of elements.</summary>
    public int Length => Schema.Length;

    /// <summary>Whether training changes it by its gradient; frozen weights and moving statistics are not.</summary>
    public bool IsTrainable => Schema.IsTrainable;

    /// <summary>Copies the values out, the last axis fastest.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training the model.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException($"{_model.Schema.Name}: weight '{Name}' has {Wording.Count(Length, "value")}, but there is room for {destination.Length}", nameof(destination));
        }

        _model.Arena.EnterRead(_model.Schema.Name, $"read weight '{Name}'");
        try
        {
            new ReadOnlySpan<float>(_model.ParameterAddress + Schema.Offset, Length).CopyTo(destination);
        }
        finally
        {
            _model.Arena.ExitRead();
        }
    }

    /// <summary>The values as a new array, the last axis fastest.</summary>
    public float[] ToArray()
    {
        float[] values = new float[Length];
        CopyTo(values);
        return values;
    }

    /// <summary>The values as a new tensor.</summary>
    public Tensor<float> ToTensor() => Tensors.Create(ToArray(), Shape);

    /// <summary>Replaces the values.</summary>
    /// <param name="values">Exactly <see cref="Length"/> values, the last axis fastest.</param>
    /// <exception cref="ArgumentException">The number of values is another.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="InvalidOperationException">The model is in use by another thread.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException($"{_model.Schema.Name}: weight '{Name}' {Wording.Shape(Shape)} takes {Wording.Count(Length, "value")}, not {values.Length}", nameof(values));
        }

        _model.Arena.EnterWrite(_model.Schema.Name, $"set weight '{Name}'");
        try
        {
            values.CopyTo(new Span<float>(_model.ParameterAddress + Schema.Offset, Length));
        }
        finally
        {
            _model.Arena.ExitWrite();
        }
    }

    /// <summary>Name and shape: <c>hidden1/kernel (784, 128)</c>.</summary>
    public override string ToString() => $"{Name} {Wording.Shape(Shape)}";
}
