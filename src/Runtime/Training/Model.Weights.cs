using System.Numerics.Tensors;

namespace Compiled;

public abstract unsafe partial class Model
{
    private ModelWeight[]? _weights;
    private LayerCollection? _layers;

    /// <summary>Every weight, in the order of saved files; moving statistics included.</summary>
    public IReadOnlyList<ModelWeight> Weights => WeightArray;

    /// <summary>The layers, in order and by name.</summary>
    public LayerCollection Layers => _layers ??= new(
        Schema.Name,
        Schema.Layers.Select(layer => new Layer(Schema.Name, layer, [.. layer.Parameters.Select(index => WeightArray[index])])));

    /// <summary>The number of all weights' elements.</summary>
    public long ParameterCount => Tables.ParameterCount;

    /// <summary>The number of elements that training changes by their gradients.</summary>
    public long TrainableParameterCount => Tables.TrainableParameterCount;

    /// <summary>The first parameter of this model; valid while the arena is entered.</summary>
    internal float* ParameterAddress => _arena.Address + _offset;

    private ModelWeight[] WeightArray => _weights ??= [.. Schema.Parameters.Select(parameter => new ModelWeight(this, parameter))];

    /// <summary>Copies of all weights, in the order of <see cref="Weights"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread is training the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float[][] GetWeights()
    {
        // Entered once for all, so that no step of another thread comes between two weights.
        _arena.EnterRead(Schema.Name, "copy its weights");
        try
        {
            return [.. WeightArray.Select(weight => weight.ToArray())];
        }
        finally
        {
            _arena.ExitRead();
        }
    }

    /// <summary>Replaces all weights; nothing changes unless every array fits.</summary>
    /// <param name="weights">In the order of <see cref="Weights"/>.</param>
    /// <exception cref="ArgumentException">The number of arrays, or of values in one, is another.</exception>
    public void SetWeights(IReadOnlyList<float[]> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ModelWeight[] own = WeightArray;
        if (weights.Count != own.Length)
        {
            throw new ArgumentException($"{Schema.Name} has {Wording.Count(own.Length, "weight")}, not {weights.Count}", nameof(weights));
        }

        for (int i = 0; i < own.Length; i++)
        {
            if (weights[i].Length != own[i].Length)
            {
                throw new ArgumentException($"{Schema.Name}: weight '{own[i].Name}' {Wording.Shape(own[i].Shape)} takes {Wording.Count(own[i].Length, "value")}, not {weights[i].Length}", nameof(weights));
            }
        }

        _arena.EnterWrite(Schema.Name, "set its weights");
        try
        {
            CopyWeights(weights);
        }
        finally
        {
            _arena.ExitWrite();
        }
    }

    /// <summary>Copies values that were checked; the arena is entered.</summary>
    private void CopyWeights(IReadOnlyList<float[]> weights)
    {
        for (int i = 0; i < Schema.Parameters.Length; i++)
        {
            weights[i].CopyTo(new Span<float>(ParameterAddress + Schema.Parameters[i].Offset, Schema.Parameters[i].Length));
        }
    }

    internal Model Copy()
    {
        ThrowIfDisposed("be cloned");
        Model clone = CreateEmpty();
        clone.SetWeights(GetWeights());
        clone.Seed = Seed;
        clone.Step = Step;
        clone.Epoch = Epoch;
        clone.StepOfEpoch = StepOfEpoch;
        clone.Threads = Threads;
        clone.States?.Restore(CopyStates("be cloned"));
        clone.Device = Device;
        return clone;
    }

    /// <summary>A weight for the interpreter.</summary>
    protected Tensor<float> Weight(int index) => WeightArray[index].ToTensor();

    /// <summary>A number for the interpreter; it broadcasts against anything.</summary>
    protected static Tensor<float> Scalar(float value) => Tensors.Create([value], [1]);

    private void InitializeWeights()
    {
        float* parameters = ParameterAddress;
        for (int i = 0; i < Schema.Parameters.Length; i++)
        {
            ParameterSchema parameter = Schema.Parameters[i];
            InitialValues.Fill(new(parameters + parameter.Offset, parameter.Length), $"{Schema.Name}: weight '{parameter.Name}'", parameter.Shape, parameter.Initializer, Seed, i);
        }
    }
}
