using System.Numerics.Tensors;

namespace Compiled;

public abstract partial class Model
{
    // By state: what the interpreter keeps, which does not disturb what the compiled programs do.
    private Tensor<float>?[]? _interpreted;
    private int _interpretation;

    /// <summary>Whether layers keep their states from batch to batch: <see cref="CellDefinition.Stateful"/>.</summary>
    public bool IsStateful => !Schema.States.IsEmpty;

    /// <summary>What training, evaluation and <c>Predict</c> go on from; null where no layer keeps anything. Contexts have their own.</summary>
    internal CarriedStates? States { get; }

    /// <summary>
    /// Lets the next batch begin with states of zero, of whatever size it is; <c>Interpret</c>, too. States of a <see cref="PredictionContext"/>
    /// are reset by its own method. Does nothing to a model without <see cref="CellDefinition.Stateful"/> layers.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread is using the states.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void ResetStates()
    {
        ThrowIfDisposed("reset its states");
        if (States is { } states)
        {
            states.Enter("reset its states");
            try
            {
                states.Reset();
            }
            finally
            {
                states.Exit();
            }
        }

        _arena.Interpretation++;
    }

    /// <summary>Copies of what layers keep, by name; none where they begin anew.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the states.</exception>
    internal Dictionary<string, float[]> CopyStates(string operation)
    {
        if (States is not { } states)
        {
            return [];
        }

        BringWeights(toChange: false);
        states.Enter(operation);
        try
        {
            return states.Save();
        }
        finally
        {
            states.Exit();
        }
    }

    /// <summary>For the interpreter: what the call before kept.</summary>
    /// <param name="index">Which of the schema's states.</param>
    /// <param name="lengths">Its sizes, for a first call: then it is zeros.</param>
    /// <exception cref="InvalidOperationException">It was kept for another number of samples.</exception>
    protected Tensor<float> CarriedState(int index, params int[] lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (_interpreted is null || _interpretation != _arena.Interpretation || _interpreted[index] is not { } kept)
        {
            return Tensors.Create(new float[Sizes.Product(lengths)], lengths);
        }

        return kept.Lengths[0] == lengths[0]
            ? kept
            : throw new InvalidOperationException($"{Schema.Name}: the state '{Schema.States[index].Name}' was interpreted for {kept.Lengths[0]} samples, and now there are {lengths[0]}. Give as many, or call ResetStates() before.");
    }

    /// <summary>For the interpreter: keeps a value for the next call.</summary>
    /// <param name="index">Which of the schema's states.</param>
    /// <param name="value">The value.</param>
    protected void Carry(int index, Tensor<float> value)
    {
        if (_interpreted is null || _interpretation != _arena.Interpretation)
        {
            _interpreted = new Tensor<float>?[Schema.States.Length];
            _interpretation = _arena.Interpretation;
        }

        _interpreted[index] = value;
    }

    /// <summary>
    /// Sees whether batches of a data set all have as many samples, as states need, and whether their samples go on from those of the batch before, as far
    /// as the data know.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The last would have fewer, the data are interleaved for batches of another size, or their samples do not continue each other.
    /// </exception>
    internal void CheckWholeBatches(Dataset data, int batchSize, string purpose)
    {
        if (!IsStateful)
        {
            return;
        }

        if (data.Order?.InterleavedBatchSize is { } made && made != batchSize)
        {
            throw new ArgumentException(
                $"{Schema.Name} keeps states for each place of a batch: the data to {purpose} are interleaved for batches of {Wording.Count(made, "sample")}, but the batch size is {batchSize}; interleave them for {batchSize}, or set BatchSize to {made}");
        }

        // Within a single batch no sample goes on from another.
        if (data.Count <= batchSize)
        {
            return;
        }

        // Samples in the wrong order come first: the right one has whole batches.
        if (data.Order?.Discontinuity(batchSize) is { } reason)
        {
            throw new ArgumentException(
                $"{Schema.Name} keeps states for each place of a batch, where the next batch goes on from them, but the samples to {purpose} do not continue each other: {reason}");
        }

        if (data.Count is { } count && count % batchSize != 0)
        {
            string advice = data.Order?.InterleavedBatchSize is null
                ? "Sequences.Interleave lays long sequences side by side, as many windows in each batch"
                : $"they are a part of interleaved data, which ValidationSplit, Split, Take or Skip must cut at a multiple of {batchSize}, such as {count - (count % batchSize)}";
            throw new ArgumentException(
                $"{Schema.Name} keeps states for each place of a batch, so that batches have the same size: {Wording.Count(count, "sample")} to {purpose} are no multiple of the batch size {batchSize}; {advice}");
        }
    }
}
