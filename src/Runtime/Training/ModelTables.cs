using System.Collections.Concurrent;

namespace Compiled;

/// <summary>What the runtime derives once from a schema.</summary>
internal sealed class ModelTables
{
    private readonly ModelSchema _schema;

    // By number of steps, made once for each.
    private readonly ConcurrentDictionary<int, ModelTables> _byLength = new();

    /// <param name="length">The number of steps of sequences; where it is left out, specs have <see cref="Length.Any"/> if the model takes any.</param>
    public ModelTables(ModelSchema schema, int length = 0)
    {
        _schema = schema;
        SequenceLength = length;
        InputSpecs = [.. schema.Inputs.Select(input => Sized(new(input.Name, input.Shape, input.Element)))];
        TargetOutputs = [.. Enumerable.Range(0, schema.Outputs.Length).Where(output => HasTarget(schema.Outputs[output]))];
        TargetSpecs = [.. TargetOutputs.Select(i => schema.Outputs[i]).Select(output => Sized(new(output.Name, output.TargetShape, output.TargetElement)))];
        PredictionSpecs = [.. schema.Outputs.Select(output => Sized(new(output.Name, output.Shape)))];
        MaskLengths = [.. schema.Outputs.Select(output => output.MaskShape.IsEmpty ? 0 : Sized(new(output.Name, output.MaskShape)).Length)];
        CustomMetricLengths = [.. schema.Outputs.SelectMany((output, i) => output.CustomMetrics.Select(metric => output.StepMetrics.Contains(metric) ? MaskLengths[i] : 1))];
        StateLength = schema.States.Sum(state => (long)state.Length);
        ParameterCount = schema.Parameters.Sum(parameter => (long)parameter.Length);
        TrainableParameterCount = schema.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Length);
    }

    /// <summary>The number of steps that the specs are for; 0 where they are for any, or sizes are fixed.</summary>
    public int SequenceLength { get; }

    public TensorSpec[] InputSpecs { get; }

    /// <summary>The outputs that are compared to a target, by index, in the order of the targets.</summary>
    public int[] TargetOutputs { get; }

    public TensorSpec[] TargetSpecs { get; }

    public TensorSpec[] PredictionSpecs { get; }

    /// <summary>For each output the number of steps that its mask speaks of in a sample; 0 for one without a mask.</summary>
    public int[] MaskLengths { get; }

    /// <summary>For each custom metric how many values it has of a sample: one, or one for each step.</summary>
    public int[] CustomMetricLengths { get; }

    public int CustomMetricCount => CustomMetricLengths.Length;

    /// <summary>The floats that layers keep between batches for each sample.</summary>
    public long StateLength { get; }

    public long ParameterCount { get; }

    public long TrainableParameterCount { get; }

    /// <summary>The tables for sequences of a number of steps, of a model that takes any.</summary>
    public ModelTables At(int length) => _byLength.GetOrAdd(length, static (length, schema) => new(schema, length), _schema);

    private TensorSpec Sized(TensorSpec spec) => SequenceLength == 0 ? spec : spec.WithLength(SequenceLength);

    private static bool HasTarget(OutputSchema output) => output.Loss.Length > 0 || output.CustomMetrics.Length > 0;
}
