using System.Collections.Immutable;

namespace Compiled;

/// <summary>The losses and metrics of a model, gathered over batches: <c>loss</c>, each output's loss where there are several, then the metrics.</summary>
internal sealed unsafe class MetricSet
{
    private readonly Model _model;
    private readonly bool _weighted;
    private readonly LossSet _losses;
    private readonly (int Output, int Custom, bool IsOfSteps, MetricAccumulator Accumulator)[] _metrics;

    // Sample weights by step, for each output with a mask.
    private readonly float[][] _stepWeights;

    /// <param name="weighted">Whether sample weights count in metrics; in losses they always do.</param>
    public MetricSet(Model model, bool weighted)
    {
        _model = model;
        _weighted = weighted;
        ImmutableArray<OutputSchema> outputs = model.Schema.Outputs;
        bool several = outputs.Length > 1;
        _losses = new(model);
        _stepWeights = new float[outputs.Length][];
        Array.Fill(_stepWeights, []);
        var metrics = new List<(int, int, bool, MetricAccumulator)>();
        int custom = 0;
        foreach (int i in model.Tables.TargetOutputs)
        {
            string prefix = several ? outputs[i].Name + "_" : "";
            metrics.AddRange(outputs[i].Metrics.Select(metric => (i, -1, true, MetricFactory.Create(metric, outputs[i].Loss, prefix))));
            foreach (string name in outputs[i].CustomMetrics)
            {
                metrics.Add((i, custom++, outputs[i].StepMetrics.Contains(name), new CustomMetric(prefix + SnakeCase.Of(name))));
            }
        }

        _metrics = [.. metrics];
        Names = [.. _losses.Names, .. _metrics.Select(metric => metric.Accumulator.Name)];
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>Whether there is more than losses.</summary>
    public bool NeedsPredictions => _metrics.Length > 0;

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
        _model.SettleMetrics();
        _losses.Reset();
        foreach (var metric in _metrics)
        {
            metric.Accumulator.Reset();
        }
    }

    /// <param name="results">Predictions need not be there where <see cref="NeedsPredictions"/> is false.</param>
    /// <param name="batch">Its targets are read.</param>
    public void Update(ResultMemory results, Batch batch)
    {
        _losses.Add(results, batch.Count);
        foreach ((int output, int custom, bool isOfSteps, MetricAccumulator accumulator) in _metrics)
        {
            TensorSpec prediction = results.Tables.PredictionSpecs[output];
            BatchBuffer target = batch.Targets[Array.IndexOf(_model.Tables.TargetOutputs, output)];
            int targets = Values(_model, batch, target.Spec);

            // Where a mask speaks of steps, each step is to the metric what else a sample is.
            int steps = isOfSteps ? Math.Max(1, results.Tables.MaskLengths[output]) : 1;
            accumulator.Add(new()
            {
                Samples = batch.Count * steps,
                Predictions = new(results.Predictions[output], Values(_model, batch, prediction)),
                PredictionLength = prediction.Length / steps,
                Classes = prediction.Shape.IsEmpty ? 1 : prediction.Shape[^1],
                Targets = target.Spec.Element == ElementKind.Float32 ? target.Floats[..targets] : default,
                Labels = target.Spec.Element == ElementKind.Int32 ? target.Ints[..targets] : default,
                TargetLength = target.Spec.Length / steps,
                Weights = Weights(results, batch.Count, isOfSteps ? output : -1),
                Custom = custom < 0 ? default : new(results.Metrics[custom], batch.Count * steps),
            });
        }
    }

    /// <summary>Writes the values so far, in the order of <see cref="Names"/>.</summary>
    public void CopyTo(Span<float> values)
    {
        _model.SettleMetrics();
        _losses.CopyTo(values);
        for (int i = 0; i < _metrics.Length; i++)
        {
            values[_losses.Names.Length + i] = _metrics[i].Accumulator.Result;
        }
    }

    public float[] ToArray()
    {
        float[] values = new float[Names.Length];
        CopyTo(values);
        return values;
    }

    /// <summary>How much each sample counts, or each step of an output with a mask; empty for 1 each.</summary>
    /// <param name="output">The output; −1 where samples count whatever mask there is.</param>
    private ReadOnlySpan<float> Weights(ResultMemory results, int samples, int output)
    {
        int steps = output < 0 ? 0 : results.Tables.MaskLengths[output];
        if (steps == 0)
        {
            return _weighted ? new(results.SampleWeights, samples) : default;
        }

        var mask = new ReadOnlySpan<float>(results.Masks[output], samples * steps);
        if (!_weighted)
        {
            return mask;
        }

        if (_stepWeights[output].Length < mask.Length)
        {
            _stepWeights[output] = new float[mask.Length];
        }

        for (int i = 0; i < mask.Length; i++)
        {
            _stepWeights[output][i] = mask[i] * results.SampleWeights[i / steps];
        }

        return _stepWeights[output].AsSpan(0, mask.Length);
    }
}
