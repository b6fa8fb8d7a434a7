using System.Runtime.ExceptionServices;

namespace Compiled;

/// <summary>One call of <c>Fit</c>.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Model _model;
    private readonly FitOptions _options;
    private readonly BatchReader _reader;
    private readonly EvaluationLoop? _validation;
    private readonly MetricSet _metrics;
    private readonly Logs _batchLogs;
    private readonly Logs _epochLogs = new();
    private readonly Callback[] _callbacks;
    private readonly float[] _classWeights;
    private readonly History _history = new();
    private readonly int? _steps;

    public TrainingLoop(Model model, Dataset data, FitOptions options)
    {
        _model = model;
        _options = options;
        Dataset? validation = options.ValidationData?.For(model);
        if (validation is null && options.ValidationSplit > 0)
        {
            (data, validation) = Split(data);
        }

        _metrics = new(model, options.WeightedMetrics);
        _batchLogs = new(_metrics);
        _classWeights = options.ClassWeights is { } weights ? ClassWeighting.ToTable(model.Schema, weights) : [];
        int? steps = data.Count is { } count ? (int)(((long)count + options.BatchSize - 1) / options.BatchSize) : null;
        steps = options.StepsPerEpoch is { } most ? Math.Min(most, steps ?? most) : steps;
        string[] names = [.. _metrics.Names, .. validation is null ? [] : _metrics.Names.Select(name => "val_" + name)];
        _steps = steps;
        var plan = new TrainingPlan(options.Epochs, options.InitialEpoch, steps, names);
        _callbacks = [.. options.Callbacks, .. ProgressBar.For(options.Verbose, options.Output)];
        foreach (Callback callback in _callbacks)
        {
            callback.SetPlan(model, plan);
        }

        int validationBatch = options.ValidationBatchSize ?? options.BatchSize;
        model.CheckWholeBatches(data, options.BatchSize, "train on");
        if (validation is not null)
        {
            model.CheckData(validation, "validate on");
            model.CheckWholeBatches(validation, validationBatch, "validate on");
        }

        // A reader may hold a thread and memory: the first goes where the second cannot be had.
        // States go on from each place of a batch to the same place of the next: the order of the samples means something.
        _reader = data.CreateReader(options.BatchSize, options.Shuffle && !model.IsStateful ? options.Seed ?? model.Seed : null);
        try
        {
            _validation = validation is null
                ? null
                : new(model, validation, validationBatch, options.WeightedMetrics, _callbacks, options.CancellationToken, isValidation: true);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public History Run()
    {
        _model.StopTraining = false;
        int begun = 0;
        ExceptionDispatchInfo? failure = null;
        try
        {
            foreach (Callback callback in _callbacks)
            {
                callback.OnTrainBegin();
                begun++;
            }

            for (int epoch = _options.InitialEpoch; epoch < _options.Epochs && !_model.StopTraining; epoch++)
            {
                RunEpoch(epoch);
            }
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        // Each callback that began ends, whatever the others do; the first failure is the one that the caller must see.
        foreach (Callback callback in _callbacks.AsSpan(0, begun))
        {
            try
            {
                callback.OnTrainEnd(_epochLogs);
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
        return _history;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _validation?.Dispose();
    }

    private void RunEpoch(int epoch)
    {
        foreach (Callback callback in _callbacks)
        {
            callback.OnEpochBegin(epoch);
        }

        int first = epoch == _options.InitialEpoch ? _options.InitialStep : 0;
        if (_options.ResetStates && first == 0)
        {
            _model.ResetStates();
        }

        _model.Epoch = epoch;
        _model.StepOfEpoch = first;
        _metrics.Reset();
        _reader.Begin(epoch);
        int step = SkipSteps(first);
        while ((_options.StepsPerEpoch is not { } most || step < most) && !_model.StopTraining && _reader.TryRead(out Batch? batch))
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            RunStep(step++, batch);
        }

        if (step == first)
        {
            throw new InvalidOperationException($"{_model.Schema.Name}: the data gave no batch in epoch {epoch + 1}{(first > 0 ? $" after the {Wording.Count(first, "step")} done before" : "")}; give it more samples, or set StepsPerEpoch");
        }

        // A training stopped between the steps of an epoch does that epoch again when it is resumed.
        if (!_model.StopTraining || step == _steps)
        {
            _model.Epoch = epoch + 1;
            _model.StepOfEpoch = 0;
        }

        // Should a device be lost later on, this is what is left.
        _model.BringWeights(toChange: false);
        _epochLogs.Clear();
        _epochLogs.Add(_metrics, "");
        if (_validation is not null && (epoch + 1) % _options.ValidationFrequency == 0)
        {
            _epochLogs.Add(_validation.Run(), "val_");
        }

        foreach (Callback callback in _callbacks)
        {
            callback.OnEpochEnd(epoch, _epochLogs);
        }

        _history.Add(epoch, _epochLogs);
    }

    /// <summary>Reads past the steps that a training did before it was resumed.</summary>
    private int SkipSteps(int count)
    {
        int step = 0;
        while (step < count && _reader.TryRead(out _))
        {
            step++;
        }

        return step == count
            ? step
            : throw new InvalidOperationException($"{_model.Schema.Name}: InitialStep is {count}, but an epoch of the data has {Wording.Count(step, "step")}");
    }

    private void RunStep(int step, Batch batch)
    {
        foreach (Callback callback in _callbacks)
        {
            callback.OnTrainBatchBegin(step);
        }

        _model.Train(batch, _classWeights, _metrics);
        _model.StepOfEpoch = step + 1;
        _batchLogs.MarkStale();
        foreach (Callback callback in _callbacks)
        {
            callback.OnTrainBatchEnd(step, _batchLogs);
        }
    }

    private (Dataset Training, Dataset Validation) Split(Dataset data)
    {
        if (data.Count is not { } count)
        {
            throw new ArgumentException($"{_model.Schema.Name}: a ValidationSplit needs data that knows its number of samples; give ValidationData instead");
        }

        // In decimal, 0.2 of 10 samples are 2: the nearest float is a little more.
        int training = Dataset.FirstCount(count, (double)(1 - (decimal)_options.ValidationSplit));
        if (training == 0 || training == count)
        {
            throw new ArgumentException($"{_model.Schema.Name}: a ValidationSplit of {_options.ValidationSplit} leaves {training} of {count} samples to train on and {count - training} to validate on");
        }

        if (data.Order is { IsVaried: true })
        {
            throw new ArgumentException($"{_model.Schema.Name}: a ValidationSplit of {_options.ValidationSplit} would validate on pictures that Augment varies: split them first, with Split or an ImageFolder's SplitClasses, then train on 'train.Augment(…)' with ValidationData = validation");
        }

        if (data.Order is { IsByClass: true })
        {
            throw new ArgumentException($"{_model.Schema.Name}: a ValidationSplit of {_options.ValidationSplit} would hold back the last {count - training} of {count} samples, but they lie class by class: split them with SplitClasses, or shuffle them first with Shuffle");
        }

        return (data.Slice(0, training), data.Slice(training, count - training));
    }
}
