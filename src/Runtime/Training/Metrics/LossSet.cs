using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// The losses of a model, gathered over batches: the total, then each output's where there are several. A batch counts by its samples; for an
/// output whose loss is one of steps, by the steps that count, so that batches of other sizes give the same. The total is the weighted sum of
/// the outputs' losses, and what penalties add to it.
/// </summary>
internal sealed unsafe class LossSet
{
    private readonly Model _model;

    // The outputs that have a loss of their own.
    private readonly int[] _outputs;
    private readonly bool _hasSteps;
    private readonly LossMean[] _means;

    // The total; beside losses of steps, what it has more than them.
    private LossMean _total;

    public LossSet(Model model)
    {
        _model = model;
        ImmutableArray<OutputSchema> outputs = model.Schema.Outputs;
        _outputs = [.. model.Tables.TargetOutputs.Where(output => outputs[output].Loss.Length > 0)];
        _hasSteps = _outputs.Any(output => outputs[output].IsLossOfSteps);
        _means = new LossMean[_outputs.Length];
        Names = ["loss", .. outputs.Length > 1 ? _outputs.Select(output => outputs[output].Name + "_loss") : []];
    }

    public ImmutableArray<string> Names { get; }

    public void Reset()
    {
        Array.Clear(_means);
        _total = default;
    }

    public void Add(ResultMemory results, int samples)
    {
        double total = results.Losses[0];
        for (int i = 0; i < _outputs.Length; i++)
        {
            OutputSchema output = _model.Schema.Outputs[_outputs[i]];
            float loss = results.Losses[_outputs[i] + 1];
            _means[i].Add(loss, output.IsLossOfSteps ? Steps(results, samples, _outputs[i]) : samples);
            total -= _hasSteps ? (double)output.LossWeight * loss : 0;
        }

        _total.Add(total, samples);
    }

    /// <summary>Writes the values so far, in the order of <see cref="Names"/>.</summary>
    public void CopyTo(Span<float> values)
    {
        double total = _total.Result;
        for (int i = 0; i < _outputs.Length; i++)
        {
            total += _hasSteps ? _model.Schema.Outputs[_outputs[i]].LossWeight * _means[i].Result : 0;
            if (Names.Length > 1)
            {
                values[i + 1] = (float)_means[i].Result;
            }
        }

        values[0] = (float)total;
    }

    /// <summary>The number of steps that count.</summary>
    private double Steps(ResultMemory results, int samples, int output)
    {
        // Sums of ones are exact in single precision up to 2²⁴ only.
        double sum = 0;
        int steps = results.Tables.MaskLengths[output];
        for (int sample = 0; sample < samples; sample++)
        {
            sum += TensorPrimitives.Sum(new ReadOnlySpan<float>(results.Masks[output] + ((long)sample * steps), steps));
        }

        return sum;
    }
}
