using System.Collections.Immutable;

namespace Compiled;

/// <summary>The losses and metrics of a model, gathered over batches: <c>loss</c>, each output's loss where there are several, then the metrics.</summary>
internal sealed unsafe class MetricSet
{
    private readonly Model _model;
    private readonly bool _weighted;
    private readonly LossMean[] _losses;

    // Where the program leaves each of them: the total first, then the losses of the outputs that have one.
    private readonly int[] _lossPlaces;
    private readonly (int Output, int Custom, MetricAccumulator Accumulator)[] _metrics;

    /// <param name="weighted">Whether sample weights count in metrics; in losses they always do.</param>
    public MetricSet(Model model, bool weighted)
    {
        _model = model;
        _weighted = weighted;
        ImmutableArray<OutputSchema> outputs = model.Schema.Outputs;
        bool several = outputs.Length > 1;
        int[] withLoss = [.. model.Tables.TargetOutputs.Where(output => outputs[output].Loss.Length > 0)];
        _lossPlaces = [0, .. several ? withLoss.Select(output => output + 1) : []];
        _losses = new LossMean[_lossPlaces.Length];
        var metrics = new List<(int, int, MetricAccumulator)>();
        int custom = 0;
        foreach (int i in model.Tables.TargetOutputs)
        {
            string prefix = several ? outputs[i].Name + "_" : "";
            metrics.AddRange(outputs[i].Metrics.Select(metric => (i, -1, MetricFactory.Create(metric, outputs[i].Loss, prefix))));
            foreach (string name in outputs[i].CustomMetrics)
            {
                metrics.Add((i, custom++, new CustomMetric(prefix + SnakeCase.Of(name))));
            }
        }

        _metrics = [.. metrics];
        Names = [.. several ? withLoss.Select(output => outputs[output].Name + "_loss").Prepend("loss") : ["loss"], .. _metrics.Select(metric => metric.Accumulator.Name)];
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>The values of a batch: metrics read spans, which count in 32 bits.</summary>
    /// <exception cref="NotSupportedException">There are more.</exception>
    public static int Values(Model model, Batch batch, TensorSpec spec)
    {
        long values = (long)batch.Count * spec.Length;
        return values <= int.MaxValue
            ? (int)values
            : throw new NotSupportedException($"{model.Schema.Name}: {spec} has {values} values in a batch of {Wording.Count(batch.Count, "sample")}, and metrics take at most {int.MaxValue}; use smaller batches");
    }

    public void Reset()
    {
        Array.Clear(_losses);
        foreach (var metric in _metrics)
        {
            metric.Accumulator.Reset();
        }
    }

    public void Update(ProgramMemory results, Batch batch)
    {
        for (int i = 0; i < _losses.Length; i++)
        {
            _losses[i].Add(results.Losses[_lossPlaces[i]], batch.Count);
        }

        foreach ((int output, int custom, MetricAccumulator accumulator) in _metrics)
        {
            TensorSpec prediction = _model.Tables.PredictionSpecs[output];
            BatchBuffer target = batch.Targets[Array.IndexOf(_model.Tables.TargetOutputs, output)];
            int targets = Values(_model, batch, target.Spec);
            accumulator.Add(new()
            {
                Samples = batch.Count,
                Predictions = new(results.Predictions[output], Values(_model, batch, prediction)),
                PredictionLength = prediction.Length,
                Classes = prediction.Shape.IsEmpty ? 1 : prediction.Shape[^1],
                Targets = target.Spec.Element == ElementKind.Float32 ? target.Floats[..targets] : default,
                Labels = target.Spec.Element == ElementKind.Int32 ? target.Ints[..targets] : default,
                TargetLength = target.Spec.Length,
                Weights = _weighted ? new(results.SampleWeights, batch.Count) : default,
                Custom = custom < 0 ? default : new(results.Metrics[custom], batch.Count),
            });
        }
    }

    /// <summary>Writes the values so far, in the order of <see cref="Names"/>.</summary>
    public void CopyTo(Span<float> values)
    {
        for (int i = 0; i < _losses.Length; i++)
        {
            values[i] = _losses[i].Result;
        }

        for (int i = 0; i < _metrics.Length; i++)
        {
            values[_losses.Length + i] = _metrics[i].Accumulator.Result;
        }
    }

    public float[] ToArray()
    {
        float[] values = new float[Names.Length];
        CopyTo(values);
        return values;
    }
}
