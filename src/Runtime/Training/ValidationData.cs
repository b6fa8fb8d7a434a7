namespace Compiled;

/// <summary>Samples to evaluate after each epoch. A <see cref="Dataset"/> and a pair <c>(x, y)</c> convert to it.</summary>
public sealed class ValidationData
{
    private readonly Dataset? _data;
    private readonly TensorData[] _inputs = [];
    private readonly TensorData[] _targets = [];

    /// <summary>A data set.</summary>
    public ValidationData(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
    }

    /// <summary>Values for every input and every output's target.</summary>
    public ValidationData(TensorData[] inputs, TensorData[] targets)
    {
        _inputs = inputs;
        _targets = targets;
    }

    /// <summary>A data set.</summary>
    public static implicit operator ValidationData(Dataset data) => new(data);

    /// <summary>Inputs and targets of a model with one of each.</summary>
    public static implicit operator ValidationData((float[] X, float[] Y) data) => new([data.X], [data.Y]);

    /// <summary>Inputs and class labels of a model with one of each.</summary>
    public static implicit operator ValidationData((float[] X, int[] Labels) data) => new([data.X], [data.Labels]);

    /// <summary>Inputs and targets of a model with one of each.</summary>
    public static implicit operator ValidationData((TensorData X, TensorData Y) data) => new([data.X], [data.Y]);

    internal Dataset For(Model model) => _data ?? model.InMemory(_inputs, _targets, null, "validation ");
}
