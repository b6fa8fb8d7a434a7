using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Predicts a whole data set.</summary>
internal sealed unsafe class PredictionLoop(Model model, Dataset data, int batchSize, IReadOnlyList<Callback> callbacks) : IDisposable
{
    private readonly BatchReader _reader = data.CreateReader(batchSize);

    // For each prediction the place of its sample in the data.
    private readonly List<int> _places = [];

    private readonly Batch _alike = new(data.Inputs, [], 0);

    /// <summary>For each output the predictions of all samples, one behind the other.</summary>
    public float[][] Run(PredictionContext context)
    {
        TensorSpec[] specs = model.Tables.PredictionSpecs;
        if (data.Inputs.Any(input => input.HasAnyLength) && specs.FirstOrDefault(spec => spec.HasAnyLength) is { } open)
        {
            throw new NotSupportedException($"{model.Schema.Name}: output {open} has as many steps as its sequence, and one array cannot tell where each ends; {(specs.Length == 1 ? nameof(Model.PredictEach) : nameof(Model.PredictAllEach))} gives a tensor for each sample");
        }

        List<float>[] predictions = [.. specs.Select(spec => new List<float>(CapacityFor(spec)))];
        Read(context, alone: false, (_, _, results) =>
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
        Read(context, alone: true, (samples, tables, results) =>
        {
            for (int i = 0; i < results.Length; i++)
            {
                int length = tables.PredictionSpecs[i].Length;
                for (int sample = 0; sample < samples; sample++)
                {
                    predictions[i].Add(Tensors.Create(results[i].AsSpan(sample * length, length).ToArray(), tables.PredictionSpecs[i].Shape));
                }
            }
        });
        return [.. predictions.Select(tensors => InOrder(tensors.ToArray()))];
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>What was read sample by sample, in the order of the data.</summary>
    private T[] InOrder<T>(T[] read)
    {
        if (_places.Select((place, i) => place == i).All(isThere => isThere))
        {
            return read;
        }

        var ordered = new T[read.Length];
        int length = read.Length / _places.Count;
        for (int i = 0; i < _places.Count; i++)
        {
            read.AsSpan(i * length, length).CopyTo(ordered.AsSpan(_places[i] * length));
        }

        return ordered;
    }

    /// <param name="alone">Whether each sequence is predicted without padding, as if there were no others.</param>
    private void Read(PredictionContext context, bool alone, Action<int, ModelTables, float[][]> keep)
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

            foreach (Batch part in alone && batch.Padding is not null ? WithoutPadding(batch) : [batch])
            {
                ModelTables tables = model.TablesOf(part);
                _places.AddRange(part.HasPlaces ? part.Places.ToArray() : Enumerable.Range(_places.Count, part.Count));
                keep(part.Count, tables, Predict(context, part, tables));
            }

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

    /// <summary>The samples of a batch of padded sequences: for each number of steps those that have as many.</summary>
    private IEnumerable<Batch> WithoutPadding(Batch batch)
    {
        int read = _places.Count;
        foreach (IGrouping<int, int> alike in Enumerable.Range(0, batch.Count).GroupBy(i => batch.OwnSteps[i]))
        {
            _alike.Steps = alike.Key;
            _alike.Count = alike.Count();
            _alike.HasOrigins = batch.HasOrigins;
            _alike.HasPlaces = true;
            foreach ((int i, int place) in alike.Select((i, place) => (i, place)))
            {
                for (int input = 0; input < batch.Inputs.Length; input++)
                {
                    batch.Inputs[input].CopyOwnTo(_alike.Inputs[input], i, place, batch.OwnRange(i), batch.Steps);
                }

                _alike.Origins[place] = batch.Origins[i];
                _alike.Places[place] = batch.HasPlaces ? batch.Places[i] : read + i;
            }

            yield return _alike;
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
