namespace Compiled;

/// <summary>Predicts a whole data set.</summary>
internal sealed unsafe class PredictionLoop(Model model, Dataset data, int batchSize, IReadOnlyList<Callback> callbacks) : IDisposable
{
    private readonly BatchReader _reader = data.CreateReader(batchSize);

    public float[][] Run(PredictionContext context)
    {
        TensorSpec[] specs = model.Tables.PredictionSpecs;
        if (data.Inputs.Any(input => input.HasAnyLength) && specs.FirstOrDefault(spec => spec.HasAnyLength) is { } open)
        {
            throw new NotSupportedException($"{model.Schema.Name}: output {open} has as many steps as its sequence, and one array cannot tell where each ends; predict the batches of the data one by one");
        }

        int? steps = data.Count is { } count ? (int)(((long)count + batchSize - 1) / batchSize) : null;
        foreach (Callback callback in callbacks)
        {
            callback.SetPlan(model, new(1, 0, steps, []));
            callback.OnPredictBegin();
        }

        List<float>[] predictions = [.. specs.Select(spec => new List<float>(CapacityFor(spec)))];
        _reader.Begin(0);
        for (int step = 0; _reader.TryRead(out Batch? batch); step++)
        {
            foreach (Callback callback in callbacks)
            {
                callback.OnPredictBatchBegin(step);
            }

            Predict(context, batch, predictions);
            foreach (Callback callback in callbacks)
            {
                callback.OnPredictBatchEnd(step);
            }
        }

        foreach (Callback callback in callbacks)
        {
            callback.OnPredictEnd();
        }

        return [.. predictions.Select(values => values.ToArray())];
    }

    public void Dispose() => _reader.Dispose();

    private int CapacityFor(TensorSpec spec)
    {
        long values = (long)(data.Count ?? 0) * spec.Length;
        return values <= Array.MaxLength
            ? (int)values
            : throw new ArgumentException($"{model.Schema.Name}: output {spec} gives {values} values for {data.Count} samples, and one array holds {Array.MaxLength}; predict slices of the data");
    }

    private void Predict(PredictionContext context, Batch batch, List<float>[] predictions)
    {
        ModelTables tables = model.TablesOf(batch);
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
        for (int i = 0; i < results.Length; i++)
        {
            predictions[i].AddRange(results[i]);
        }
    }
}
