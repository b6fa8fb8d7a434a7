using System.Runtime.CompilerServices;

namespace Compiled;

public abstract partial class Model
{
    private int _fitting;

    /// <summary>Set by a callback to end the training after the current epoch's step.</summary>
    public bool StopTraining { get; set; }

    /// <summary>Trains on samples of a model with one input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="y">Their targets, one behind the other.</param>
    /// <param name="options">How; null for one epoch with the defaults.</param>
    /// <inheritdoc cref="Fit(Dataset, FitOptions)"/>
    [OverloadResolutionPriority(1)]
    public History Fit(float[] x, float[] y, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FitInMemory([x], [y], options);
    }

    /// <summary>Trains on labelled samples of a model with one input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <param name="options">How; null for one epoch with the defaults.</param>
    /// <inheritdoc cref="Fit(Dataset, FitOptions)"/>
    [OverloadResolutionPriority(1)]
    public History Fit(float[] x, int[] labels, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(labels);
        return FitInMemory([x], [labels], options);
    }

    /// <summary>Trains on a copy of samples of a model with one input and one output.</summary>
    /// <inheritdoc cref="Fit(float[], float[], FitOptions)"/>
    public History Fit(ReadOnlySpan<float> x, ReadOnlySpan<float> y, FitOptions? options = null) => FitInMemory([x.ToArray()], [y.ToArray()], options);

    /// <summary>Trains on a copy of labelled samples of a model with one input and one output.</summary>
    /// <inheritdoc cref="Fit(float[], int[], FitOptions)"/>
    public History Fit(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, FitOptions? options = null) => FitInMemory([x.ToArray()], [labels.ToArray()], options);

    /// <summary>Trains on batches that are enumerated anew for each epoch; with <see cref="FitOptions.StepsPerEpoch"/> the enumeration goes on where the epoch before ended.</summary>
    /// <inheritdoc cref="Fit(Dataset, FitOptions)"/>
    public History Fit(IEnumerable<Batch> batches, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Fit(new BatchSequence(batches, Tables.InputSpecs, Tables.TargetSpecs), options);
    }

    /// <summary>Trains on a data set.</summary>
    /// <param name="data">Inputs and targets in the model's order; a sample's shape may differ as long as it has the model's number of elements.</param>
    /// <param name="options">How; null for one epoch with the defaults.</param>
    /// <returns>Every epoch's numbers by name.</returns>
    /// <exception cref="ArgumentException">The data does not fit the model, or an option is impossible.</exception>
    /// <exception cref="InvalidOperationException">The model has no loss, or is in use.</exception>
    /// <exception cref="Devices.DeviceLostException">The model's device was lost, and <see cref="FitOptions.ContinueOnCpu"/> is not set.</exception>
    /// <exception cref="InsufficientMemoryException">The model's device has too little memory, and <see cref="FitOptions.ContinueOnCpu"/> is not set.</exception>
    /// <exception cref="PlatformNotSupportedException">A kernel was not compiled while building and cannot be now, and <see cref="FitOptions.ContinueOnCpu"/> is not set.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the weights keep what the steps done gave them.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public History Fit(Dataset data, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ThrowIfWeighted(options?.SampleWeights, nameof(FitOptions), nameof(options));
        return Train(data, options ?? new());
    }

    internal History FitInMemory(TensorData[] inputs, TensorData[] targets, FitOptions? options) =>
        Train(InMemory(inputs, targets, options?.SampleWeights), options ?? new());

    /// <summary>Values as a data set with the model's own specs. Integers are taken where a target is floats: yes and no as 1 and 0.</summary>
    /// <param name="whose">Stands before the name of an input or target in messages.</param>
    internal MemoryDataset InMemory(TensorData[] inputs, TensorData[] targets, float[]? sampleWeights, string whose = "")
    {
        ThrowIfWithoutLoss();
        ModelTables tables = TablesFor(inputs, targets, Tables.TargetSpecs);
        TensorSpec[] specs = tables.TargetSpecs;
        targets = [.. targets];
        int samples = inputs.Length > 0 ? inputs[0].Length / tables.InputSpecs[0].Length : 0;
        for (int i = 0; i < targets.Length && i < specs.Length; i++)
        {
            bool areClasses = specs[i].Length > 1 && targets[i].Length == samples;
            if (targets[i].Element == ElementKind.Int32 && specs[i].Element == ElementKind.Float32 && !areClasses)
            {
                targets[i] = Array.ConvertAll(targets[i].Ints.ToArray(), value => (float)value);
            }

            BatchChecks.CheckElement(this, i, targets[i].Element, targets[i].Length / Math.Max(samples, 1));
            BatchChecks.CheckPlaces(this, i, targets[i].Length, samples);
        }

        return InMemory(tables, inputs, specs, targets, sampleWeights is null ? default(ReadOnlyMemory<float>?) : sampleWeights.AsMemory(), whose);
    }

    /// <summary>Values for the inputs alone, to predict from or to look into.</summary>
    /// <exception cref="ArgumentException">They do not fit the model, which the message names.</exception>
    internal MemoryDataset InMemory(ModelTables tables, TensorData[] inputs) => InMemory(tables, inputs, [], [], null, "");

    private MemoryDataset InMemory(ModelTables tables, TensorData[] inputs, TensorSpec[] specs, TensorData[] targets, ReadOnlyMemory<float>? sampleWeights, string whose)
    {
        try
        {
            return new(tables.InputSpecs, inputs, specs, targets, sampleWeights);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{Schema.Name}: {whose}{exception.Message}", exception);
        }
    }

    /// <exception cref="ArgumentException">Inputs or targets of the data are not the model's.</exception>
    internal void CheckData(Dataset data, string purpose)
    {
        ThrowIfWithoutLoss();
        if (!Fits(data.Inputs, Tables.InputSpecs))
        {
            throw Unfit("input", Tables.InputSpecs, data.Inputs);
        }

        if (!Fits(data.Targets, Tables.TargetSpecs))
        {
            for (int i = 0; i < data.Targets.Count && i < Tables.TargetSpecs.Length; i++)
            {
                BatchChecks.CheckElement(this, i, data.Targets[i].Element, data.Targets[i].Length);
                BatchChecks.CheckPlaces(this, i, data.Targets[i].Length, 1);
            }

            throw Unfit("target", Tables.TargetSpecs, data.Targets);
        }

        CheckSteps(data);

        if (data.Count == 0)
        {
            throw new ArgumentException($"{Schema.Name}: there are no samples to {purpose}");
        }
    }

    private void ThrowIfWeighted(float[]? sampleWeights, string options, string parameter)
    {
        if (sampleWeights is not null)
        {
            throw new ArgumentException($"{Schema.Name}: {options}.SampleWeights go with arrays; a data set brings its own in each Batch", parameter);
        }
    }

    private static void Tell(FitOptions options, string message)
    {
        if (options.Verbose != Verbosity.Silent)
        {
            (options.Output ?? Console.Error).WriteLine(message);
        }
    }

    private History Train(Dataset data, FitOptions options)
    {
        ThrowIfDisposed("train");
        options.Validate(Schema.Name);
        CheckData(data, "train on");
        if (Interlocked.CompareExchange(ref _fitting, 1, 0) != 0)
        {
            throw new InvalidOperationException($"{Schema.Name} is already in a Fit; a model trains one at a time");
        }

        try
        {
            if (options.Optimizer is { } optimizer)
            {
                Optimizer = optimizer;
            }

            Optimizer ??= new Adam();
            _goesOn = options.ContinueOnCpu ? message => Tell(options, message) : null;
            using var loop = new TrainingLoop(this, data, options);
            return loop.Run();
        }
        finally
        {
            _goesOn = null;
            Volatile.Write(ref _fitting, 0);
        }
    }
}
