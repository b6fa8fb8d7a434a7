namespace Compiled;

public abstract partial class Model
{
    private Batch? _stepBatch;

    /// <summary>One training step on samples of a model with one floating-point input and one output with floating-point targets.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="y">Their targets, one behind the other.</param>
    /// <param name="sampleWeights">How much each sample counts; empty for 1 each.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit the model, an input is NaN, a target or a sample weight is not finite, a label names no class, or a token id no row of its table.</exception>
    /// <exception cref="InvalidOperationException">The model has no loss, or another thread uses it.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float TrainOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> sampleWeights = default)
    {
        using SessionScope session = EnterSession("train");
        return TrainEntered(Fill(x, y, sampleWeights), default, null);
    }

    /// <summary>One training step on samples of a model with one floating-point input and one output with class labels.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public float TrainOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights = default)
    {
        using SessionScope session = EnterSession("train");
        return TrainEntered(Fill(x, labels, sampleWeights), default, null);
    }

    /// <summary>One training step.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <returns>The loss before the step.</returns>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public float TrainOnBatch(Batch batch) => Train(batch, default, null);

    /// <summary>Loss and metrics of samples of a model with one floating-point input and one output with floating-point targets, without training.</summary>
    /// <returns>The loss and the metrics of these samples alone.</returns>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public Evaluation TestOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> sampleWeights = default)
    {
        using SessionScope session = EnterSession("evaluate");
        return TestEntered(Fill(x, y, sampleWeights));
    }

    /// <summary>Loss and metrics of samples of a model with one floating-point input and one output with class labels, without training.</summary>
    /// <returns>The loss and the metrics of these samples alone.</returns>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public Evaluation TestOnBatch(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights = default)
    {
        using SessionScope session = EnterSession("evaluate");
        return TestEntered(Fill(x, labels, sampleWeights));
    }

    /// <summary>Loss and metrics of one batch, without training.</summary>
    /// <param name="batch">Inputs and targets in the model's order.</param>
    /// <returns>The loss and the metrics of this batch alone.</returns>
    /// <inheritdoc cref="TrainOnBatch(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public Evaluation TestOnBatch(Batch batch)
    {
        using SessionScope session = EnterSession("evaluate");
        return TestEntered(batch);
    }

    private Evaluation TestEntered(Batch batch)
    {
        var metrics = new MetricSet(this, weighted: false);
        EvaluateEntered(batch, metrics, States);
        return new(metrics.Names, metrics.ToArray());
    }

    private Batch Fill(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> sampleWeights)
    {
        Batch batch = BeginStepBatch(x.Length, y.Length, ElementKind.Float32, ElementKind.Float32, sampleWeights);
        x.CopyTo(batch.Inputs[0].Floats);
        y.CopyTo(batch.Targets[0].Floats);
        return batch;
    }

    private Batch Fill(ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        Batch batch = BeginStepBatch(x.Length, labels.Length, ElementKind.Float32, ElementKind.Int32, sampleWeights);
        x.CopyTo(batch.Inputs[0].Floats);
        labels.CopyTo(batch.Targets[0].Ints);
        return batch;
    }

    private Batch BeginStepBatch(int x, int y, ElementKind input, ElementKind target, ReadOnlySpan<float> sampleWeights)
    {
        ThrowIfDisposed("train");
        ThrowIfWithoutLoss();
        if (Tables.InputSpecs is not [var inputSpec] || Tables.TargetSpecs is not [var targetSpec])
        {
            throw new InvalidOperationException($"{Schema.Name} has {Wording.Count(Tables.InputSpecs.Length, "input")} and {Wording.Count(Tables.TargetSpecs.Length, "target")}; this form is for one of each. Use a Batch.");
        }

        if (inputSpec.Element != input)
        {
            throw new ArgumentException($"{Schema.Name}: input {inputSpec} {Wording.WrongKind(input)}");
        }

        ModelTables tables = TablesFor([x], [y], Tables.TargetSpecs);
        (inputSpec, targetSpec) = (tables.InputSpecs[0], tables.TargetSpecs[0]);
        (int samples, int rest) = Math.DivRem(x, inputSpec.Length);
        if (rest != 0)
        {
            throw new ArgumentException($"{Schema.Name}: input {inputSpec} takes {Wording.Count(inputSpec.Length, "value")} a sample; {x} is no multiple of that");
        }

        BatchChecks.CheckElement(this, 0, target, y / Math.Max(samples, 1));
        BatchChecks.CheckPlaces(this, 0, y, samples);
        if (y != (long)samples * targetSpec.Length)
        {
            throw new ArgumentException($"{Schema.Name}: target {targetSpec} takes {Wording.Count((long)samples * targetSpec.Length, "value")} for {Wording.Count(samples, "sample")}, not {y}");
        }

        if (!sampleWeights.IsEmpty && sampleWeights.Length != samples)
        {
            throw new ArgumentException($"{Schema.Name}: {Wording.Count(sampleWeights.Length, "sample weight")} for {Wording.Count(samples, "sample")}");
        }

        Batch batch = _stepBatch ??= new(Tables.InputSpecs, Tables.TargetSpecs, samples);
        batch.Steps = Math.Max(1, tables.SequenceLength);
        batch.Count = samples;
        batch.HasSampleWeights = !sampleWeights.IsEmpty;
        sampleWeights.CopyTo(batch.SampleWeights);
        return batch;
    }
}
