using System.Runtime.CompilerServices;

namespace Compiled;

public abstract partial class Model
{
    /// <summary>Loss and metrics on samples of a model with one input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="y">Their targets, one behind the other.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <inheritdoc cref="Evaluate(Dataset, EvaluateOptions)"/>
    [OverloadResolutionPriority(1)]
    public Evaluation Evaluate(float[] x, float[] y, EvaluateOptions? options = null) => EvaluateInMemory([x], [y], options);

    /// <summary>Loss and metrics on labelled samples of a model with one input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <inheritdoc cref="Evaluate(Dataset, EvaluateOptions)"/>
    [OverloadResolutionPriority(1)]
    public Evaluation Evaluate(float[] x, int[] labels, EvaluateOptions? options = null) => EvaluateInMemory([x], [labels], options);

    /// <summary>Loss and metrics on a copy of samples of a model with one input and one output.</summary>
    /// <inheritdoc cref="Evaluate(float[], float[], EvaluateOptions)"/>
    public Evaluation Evaluate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, EvaluateOptions? options = null) => EvaluateInMemory([x.ToArray()], [y.ToArray()], options);

    /// <summary>Loss and metrics on a copy of labelled samples of a model with one input and one output.</summary>
    /// <inheritdoc cref="Evaluate(float[], int[], EvaluateOptions)"/>
    public Evaluation Evaluate(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, EvaluateOptions? options = null) => EvaluateInMemory([x.ToArray()], [labels.ToArray()], options);

    /// <summary>Loss and metrics on batches.</summary>
    /// <inheritdoc cref="Evaluate(Dataset, EvaluateOptions)"/>
    public Evaluation Evaluate(IEnumerable<Batch> batches, EvaluateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Evaluate(new BatchSequence(batches, Tables.InputSpecs, Tables.TargetSpecs), options);
    }

    /// <summary>Loss and metrics on a data set; a batch counts by its samples.</summary>
    /// <param name="data">Inputs and targets in the model's order.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The data does not fit the model, or options have sample weights, which go with arrays.</exception>
    /// <exception cref="InvalidOperationException">The model has no loss, or is in use.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Evaluation Evaluate(Dataset data, EvaluateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ThrowIfWeighted(options?.SampleWeights, nameof(EvaluateOptions), nameof(options));
        return EvaluateData(data, options ?? new());
    }

    internal Evaluation EvaluateInMemory(TensorData[] inputs, TensorData[] targets, EvaluateOptions? options) =>
        EvaluateData(InMemory(inputs, targets, options?.SampleWeights), options ?? new());

    private Evaluation EvaluateData(Dataset data, EvaluateOptions options)
    {
        ThrowIfDisposed("evaluate");
        EvaluateOptions.CheckBatchSize(Schema.Name, options.BatchSize);
        CheckData(data, "evaluate");
        CheckWholeBatches(data, options.BatchSize, "evaluate");
        using var loop = new EvaluationLoop(this, data, options.BatchSize, options.WeightedMetrics, options.Callbacks, options.CancellationToken, isValidation: false);
        int? steps = data.Count is { } count ? (int)(((long)count + options.BatchSize - 1) / options.BatchSize) : null;
        var plan = new TrainingPlan(1, 0, steps, new MetricSet(this, false).Names);
        foreach (Callback callback in options.Callbacks)
        {
            callback.SetPlan(this, plan);
        }

        MetricSet metrics = loop.Run();
        return new(metrics.Names, metrics.ToArray());
    }
}
