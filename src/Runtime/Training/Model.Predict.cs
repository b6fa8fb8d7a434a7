using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Compiled;

public abstract partial class Model
{
    private PredictionContext? _prediction;

    private PredictionContext Prediction => _prediction ?? CreatePrediction();

    /// <summary>A context to predict in from another thread: it shares the weights and has a workspace of its own.</summary>
    /// <param name="threads">The threads that share the work of one prediction.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public PredictionContext CreateContext(int threads = 1)
    {
        ThrowIfDisposed("predict");
        return new(this, threads, own: false);
    }

    /// <summary>Predicts one or more samples of a model with one floating-point input and one output; allocates nothing after the first call.</summary>
    /// <inheritdoc cref="PredictionContext.Predict(ReadOnlySpan{float}, Span{float})"/>
    [OverloadResolutionPriority(1)]
    public void Predict(ReadOnlySpan<float> x, Span<float> predictions) => Prediction.Predict(x, predictions);

    /// <summary>Predicts one or more samples of a model with one integer input and one output; allocates nothing after the first call.</summary>
    /// <inheritdoc cref="PredictionContext.Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(ReadOnlySpan<int> x, Span<float> predictions) => Prediction.Predict(x, predictions);

    /// <summary>The predictions of one or more samples of a model with one input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <returns>The predictions, one behind the other.</returns>
    /// <inheritdoc cref="PredictionContext.Predict(ReadOnlySpan{float}, Span{float})"/>
    [OverloadResolutionPriority(1)]
    public float[] Predict(float[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        float[] predictions = RoomFor(x.Length);
        Predict(x.AsSpan(), predictions);
        return predictions;
    }

    /// <inheritdoc cref="Predict(float[])"/>
    public float[] Predict(int[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        float[] predictions = RoomFor(x.Length);
        Predict(x.AsSpan(), predictions);
        return predictions;
    }

    /// <summary>The predictions of a tensor whose first axis is the batch, for a model with one input and one output.</summary>
    /// <inheritdoc cref="PredictAll(TensorData[])"/>
    public Tensor<float> Predict(Tensor<float> x) => Only(PredictAll(x));

    /// <inheritdoc cref="Predict(Tensor{float})"/>
    public Tensor<float> Predict(Tensor<int> x) => Only(PredictAll(x));

    /// <summary>The predictions of a table whose rows are the samples, for a model with one input and one output.</summary>
    /// <param name="x">Copied once; the forms that take spans copy nothing.</param>
    /// <inheritdoc cref="PredictAll(TensorData[])"/>
    public Tensor<float> Predict(float[,] x) => Only(PredictAll(x));

    /// <summary>The predictions of a table of token ids: its rows are the samples, its columns their steps.</summary>
    /// <inheritdoc cref="Predict(float[,])"/>
    public Tensor<float> Predict(int[,] x) => Only(PredictAll(x));

    /// <summary>The predictions of every output, from values for every input.</summary>
    /// <param name="inputs">For each input an array, a memory, or a table or tensor whose first axis is the batch.</param>
    /// <returns>For each output a tensor whose first axis is the batch.</returns>
    /// <exception cref="ArgumentException">A number of inputs, a type, a shape or a length does not fit the model.</exception>
    public Tensor<float>[] PredictAll(params TensorData[] inputs)
    {
        ModelTables tables = TablesFor(inputs, [], []);
        int samples = InMemory(tables, inputs).Length;
        float[][] predictions = [.. tables.PredictionSpecs.Select(spec => new float[checked(samples * spec.Length)])];
        Prediction.Predict(samples, inputs, predictions);
        return [.. predictions.Zip(tables.PredictionSpecs, (values, spec) => Tensors.Create(values, [samples, .. spec.Shape]))];
    }

    /// <summary>Predicts from addresses; the generated typed forms check lengths and call it.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="inputs">One address for each input, batch-major.</param>
    /// <param name="predictions">One address for each output, batch-major.</param>
    protected unsafe void PredictSamples(int samples, void** inputs, float** predictions) => Prediction.Predict(samples, Tables, inputs, predictions);

    /// <summary>Predicts from addresses with a model that takes sequences of any length.</summary>
    /// <param name="length">The steps of each sequence, as <see cref="CountSamples(ReadOnlySpan{int}, ReadOnlySpan{int}, out int)"/> found it.</param>
    /// <inheritdoc cref="PredictSamples(int, void**, float**)"/>
    protected unsafe void PredictSamples(int samples, int length, void** inputs, float** predictions) => Prediction.Predict(samples, Tables.At(length), inputs, predictions);

    private T Only<T>(T[] predictions) => predictions is [var only]
        ? only
        : throw new InvalidOperationException($"{Schema.Name} has {Wording.Count(predictions.Length, "output")}; use PredictAll");

    private float[] RoomFor(int values)
    {
        ModelTables tables = TablesFor([values], [], []);
        return tables.InputSpecs.Length == 1 && tables.PredictionSpecs.Length == 1
            ? new float[checked(values / tables.InputSpecs[0].Length * tables.PredictionSpecs[0].Length)]
            : [];
    }

    private PredictionContext CreatePrediction()
    {
        ThrowIfDisposed("predict");
        var created = new PredictionContext(this, Threads, own: true);
        if (Interlocked.CompareExchange(ref _prediction, created, null) is { } other)
        {
            created.Dispose();
            return other;
        }

        return created;
    }
}
