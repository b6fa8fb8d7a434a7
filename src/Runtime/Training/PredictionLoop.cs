using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Predicts a whole data set.</summary>
internal sealed unsafe class PredictionLoop(Model model, Dataset data, int batchSize, IReadOnlyList<Callback> callbacks) : IDisposable
{
    private readonly BatchReader _reader = data.CreateReader(batchSize);
    private readonly RaggedLayout? _layout = data.LayoutFor(batchSize);

    /// <summary>For each output the predictions of all samples, one behind the other.</summary>
    public float[][] Run(PredictionContext context)
    {
        TensorSpec[] specs = model.Tables.PredictionSpecs;
        if (data.Inputs.Any(input => input.HasAnyLength) && specs.FirstOrDefault(spec => spec.HasAnyLength) is { } open)
        {
            throw new NotSupportedException($"{model.Schema.Name}: output {open} has as many steps as its sequence, and one array cannot tell where each ends; {(specs.Length == 1 ? nameof(Model.PredictEach) : nameof(Model.PredictAllEach))} gives a tensor for each sample");
        }

        List<float>[] predictions = [.. specs.Select(spec => new List<float>(CapacityFor(spec)))];
        Read(context, (_, _, results) =>
        {
            for (int i = 0; i < results.Length; i++)
            {
                predictions[i].AddRange(results[i]);
            }
        });
        return [.. predictions.Select(values => InOrder(values.ToArray()))];
    }

    /// <summary>For each output the prediction of each sample.</summary>
    public Tensor<float>[][] RunEach(PredictionContext context)
    {
        List<Tensor<float>>[] predictions = [.. model.Schema.Outputs.Select(_ => new List<Tensor<float>>())];
        Read(context, (samples, tables, results) =>
        {
            for (int i = 0; i < results.Length; i++)
            {
                int length = tables.PredictionSpecs[i].Length;
                for (int sample = 0; sample < samples; sample++)
                {
                    Tensor<float> whole = Tensors.Create(results[i].AsSpan(sample * length, length).ToArray(), tables.PredictionSpecs[i].Shape);
                    predictions[i].Add(OwnSteps(whole, model.Tables.PredictionSpecs[i], tables.SequenceLength, predictions[i].Count));
                }
            }
        });
        return [.. predictions.Select(tensors => InOrder(tensors.ToArray()))];
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>Leaves the steps of padding out.</summary>
    /// <param name="declared">The output, with <see cref="Length.Any"/> where it has as many steps as the sequence.</param>
    /// <param name="steps">Those of the batch.</param>
    /// <param name="read">The samples read before.</param>
    private Tensor<float> OwnSteps(Tensor<float> prediction, TensorSpec declared, int steps, int read)
    {
        if (_layout is null || _layout.StepsOf(_layout.Order[read]) is not (> 0 and var own) || own >= steps)
        {
            return prediction;
        }

        for (int axis = 0; axis < declared.Shape.Length; axis++)
        {
            if (declared.Shape[axis] == Length.Any)
            {
                prediction = Ops.Slice(prediction, axis, _layout.Padding == SequenceSide.Pre ? steps - own : 0, own);
            }
        }

        return prediction;
    }

    /// <summary>What was read sample by sample, in the order of the data.</summary>
    private T[] InOrder<T>(T[] read)
    {
        if (_layout is null)
        {
            return read;
        }

        var ordered = new T[read.Length];
        int length = _layout.Order.Length > 0 ? read.Length / _layout.Order.Length : 0;
        for (int i = 0; i < _layout.Order.Length; i++)
        {
            read.AsSpan(i * length, length).CopyTo(ordered.AsSpan(_layout.Order[i] * length));
        }

        return ordered;
    }

    private void Read(PredictionContext context, Action<int, ModelTables, float[][]> keep)
    {
        int? steps = data.Count is { } count ? (int)(((long)count + batchSize - 1) / batchSize) : null;
        foreach (Callback callback in callbacks)
        {
            callback.SetPlan(model, new(1, 0, steps, []));
            callback.OnPredictBegin();
        }

        _reader.Begin(0);
        for (int step = 0; _reader.TryRead(out Batch? batch); step++)
        {
            foreach (Callback callback in callbacks)
            {
                callback.OnPredictBatchBegin(step);
            }

            ModelTables tables = model.TablesOf(batch);
            keep(batch.Count, tables, Predict(context, batch, tables));
            foreach (Callback callback in callbacks)
            {
                callback.OnPredictBatchEnd(step);
            }
        }

        foreach (Callback callback in callbacks)
        {
            callback.OnPredictEnd();
        }
    }

    private int CapacityFor(TensorSpec spec)
    {
        long values = (long)(data.Count ?? 0) * spec.Length;
        return values <= Array.MaxLength
            ? (int)values
            : throw new ArgumentException($"{model.Schema.Name}: output {spec} gives {values} values for {data.Count} samples, and one array holds {Array.MaxLength}; predict slices of the data");
    }

    private static float[][] Predict(PredictionContext context, Batch batch, ModelTables tables)
    {
        void** inputs = stackalloc void*[batch.Inputs.Length];
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            inputs[i] = batch.Inputs[i].Address;
        }

        float[][] results = [.. tables.PredictionSpecs.Select(spec => GC.AllocateUninitializedArray<float>(checked(batch.Count * spec.Length), pinned: true))];
        float** outputs = stackalloc float*[results.Length];
        for (int i = 0; i < results.Length; i++)
        {
            outputs[i] = (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(results[i]));
        }

        context.Predict(batch.Count, tables, inputs, outputs);
        return results;
    }
}
