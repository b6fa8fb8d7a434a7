using System.Numerics.Tensors;

namespace Compiled;

/// <content>Predictions of whole data sets.</content>
public abstract partial class Model
{
    /// <summary>The predictions for a data set of a model with one output; its targets do not count.</summary>
    /// <returns>The predictions, one behind the other, in the order of the data.</returns>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    /// <inheritdoc cref="PredictAll(Dataset, int, IReadOnlyList{Callback})"/>
    public float[] Predict(Dataset data, int batchSize = 32, IReadOnlyList<Callback>? callbacks = null) => Only(PredictAll(data, batchSize, callbacks));

    /// <summary>The predictions of every output for a data set; its targets do not count.</summary>
    /// <param name="data">Inputs in the model's order. Sequences of different lengths, such as <see cref="Sequences.Ragged(IReadOnlyList{int[]}, TensorData?, SequenceOptions?)"/> makes, are padded to the longest of their batch.</param>
    /// <param name="batchSize">Samples a batch.</param>
    /// <param name="callbacks">Called at begin and end of the prediction and of each batch.</param>
    /// <returns>For each output its predictions, one behind the other, in the order of the data.</returns>
    /// <exception cref="ArgumentException">The data's inputs are not the model's.</exception>
    /// <exception cref="NotSupportedException">An output has as many steps as its sequence, and sequences are of different lengths: <see cref="PredictEach"/> keeps them apart.</exception>
    public float[][] PredictAll(Dataset data, int batchSize = 32, IReadOnlyList<Callback>? callbacks = null)
    {
        using PredictionLoop loop = LoopOver(data, batchSize, callbacks);
        return loop.Run(Prediction);
    }

    /// <summary>The prediction of each sample of a data set, for a model with one output; the data's targets do not count.</summary>
    /// <returns>For each sample a tensor of its prediction, without an axis for the batch; see <see cref="PredictAllEach"/>.</returns>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    /// <inheritdoc cref="PredictAllEach"/>
    public Tensor<float>[] PredictEach(Dataset data, int batchSize = 32, IReadOnlyList<Callback>? callbacks = null) =>
        Schema.Outputs.Length == 1
            ? PredictAllEach(data, batchSize, callbacks)[0]
            : throw new InvalidOperationException($"{Schema.Name} has {Wording.Count(Schema.Outputs.Length, "output")}; use PredictAllEach");

    /// <summary>The prediction of each sample of a data set, for every output; the data's targets do not count.</summary>
    /// <returns>
    /// For each output, and each sample in the order of the data, a tensor without an axis for the batch. Sequences of <c>Sequences.Ragged</c> are predicted
    /// without padding, as if each were alone.
    /// </returns>
    /// <exception cref="ArgumentException">The data's inputs are not the model's.</exception>
    /// <inheritdoc cref="PredictAll(Dataset, int, IReadOnlyList{Callback})"/>
    public Tensor<float>[][] PredictAllEach(Dataset data, int batchSize = 32, IReadOnlyList<Callback>? callbacks = null)
    {
        using PredictionLoop loop = LoopOver(data, batchSize, callbacks);
        return loop.RunEach(Prediction);
    }

    private PredictionLoop LoopOver(Dataset data, int batchSize, IReadOnlyList<Callback>? callbacks)
    {
        ArgumentNullException.ThrowIfNull(data);
        ThrowIfDisposed("predict");
        EvaluateOptions.CheckBatchSize(Schema.Name, batchSize);
        if (!Fits(data.Inputs, Tables.InputSpecs))
        {
            throw Unfit("input", Tables.InputSpecs, data.Inputs);
        }

        CheckWholeBatches(data, batchSize, "predict");
        return new(this, data, batchSize, callbacks ?? []);
    }
}
