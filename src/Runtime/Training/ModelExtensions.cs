namespace Compiled;

/// <summary>
/// Forms of a model's methods that are used where its own do not apply: values as memories, tensors or integers,
/// and several inputs or outputs.
/// </summary>
public static class ModelExtensions
{
    /// <summary>A model of its own with the same weights, seed and position; it shares nothing, and its optimizer begins anew.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public static TModel Clone<TModel>(this TModel model)
        where TModel : Model
    {
        ArgumentNullException.ThrowIfNull(model);
        return (TModel)model.Copy();
    }

    /// <summary>Trains a model with one input and one output.</summary>
    /// <param name="x">An array, a memory, or a tensor whose first axis is the batch.</param>
    /// <param name="y">The targets or class labels.</param>
    /// <inheritdoc cref="Model.Fit(Dataset, FitOptions)"/>
    public static History Fit(this Model model, TensorData x, TensorData y, FitOptions? options = null) => Fit(model, [x], [y], options);

    /// <summary>Trains a model with several inputs or outputs.</summary>
    /// <param name="inputs">Values for each input.</param>
    /// <param name="targets">Targets or class labels for each output.</param>
    /// <inheritdoc cref="Model.Fit(Dataset, FitOptions)"/>
    public static History Fit(this Model model, TensorData[] inputs, TensorData[] targets, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return model.FitInMemory(inputs, targets, options);
    }

    /// <summary>Loss and metrics of a model with one input and one output.</summary>
    /// <param name="x">An array, a memory, or a tensor whose first axis is the batch.</param>
    /// <param name="y">The targets or class labels.</param>
    /// <inheritdoc cref="Model.Evaluate(Dataset, EvaluateOptions)"/>
    public static Evaluation Evaluate(this Model model, TensorData x, TensorData y, EvaluateOptions? options = null) => Evaluate(model, [x], [y], options);

    /// <summary>Loss and metrics of a model with several inputs or outputs.</summary>
    /// <param name="inputs">Values for each input.</param>
    /// <param name="targets">Targets or class labels for each output.</param>
    /// <inheritdoc cref="Model.Evaluate(Dataset, EvaluateOptions)"/>
    public static Evaluation Evaluate(this Model model, TensorData[] inputs, TensorData[] targets, EvaluateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.EvaluateInMemory(inputs, targets, options);
    }
}
