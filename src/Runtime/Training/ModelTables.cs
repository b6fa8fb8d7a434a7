using System.Collections.Concurrent;

namespace Compiled;

/// <summary>What the runtime derives once from a schema.</summary>
internal sealed class ModelTables
{
    private readonly ModelSchema _schema;

    // By number of steps, made once for each; null before the first.
    private ConcurrentDictionary<int, ModelTables>? _byLength;

    /// <remarks>Loops, not queries: an app waits for this before its first prediction, and the compilation of a query's generic types would take most of that.</remarks>
    /// <param name="length">The number of steps of sequences; where it is left out, specs have <see cref="Length.Any"/> if the model takes any.</param>
    public ModelTables(ModelSchema schema, int length = 0)
    {
        _schema = schema;
        SequenceLength = length;
        int outputs = schema.Outputs.Length;
        InputSpecs = new TensorSpec[schema.Inputs.Length];
        for (int i = 0; i < InputSpecs.Length; i++)
        {
            InputSchema input = schema.Inputs[i];
            InputSpecs[i] = Sized(new(input.Name, input.Shape, input.Element));
        }

        PredictionSpecs = new TensorSpec[outputs];
        MaskLengths = new int[outputs];
        List<int> targetOutputs = [], customMetricLengths = [];
        for (int i = 0; i < outputs; i++)
        {
            OutputSchema output = schema.Outputs[i];
            PredictionSpecs[i] = Sized(new(output.Name, output.Shape));
            MaskLengths[i] = output.MaskShape.IsEmpty ? 0 : Sized(new(output.Name, output.MaskShape)).Length;
            if (output.Loss.Length > 0 || output.CustomMetrics.Length > 0)
            {
                targetOutputs.Add(i);
            }

            foreach (string metric in output.CustomMetrics)
            {
                customMetricLengths.Add(output.StepMetrics.Contains(metric) ? MaskLengths[i] : 1);
            }
        }

        (TargetOutputs, CustomMetricLengths) = ([.. targetOutputs], [.. customMetricLengths]);
        TargetSpecs = new TensorSpec[TargetOutputs.Length];
        for (int i = 0; i < TargetSpecs.Length; i++)
        {
            OutputSchema output = schema.Outputs[TargetOutputs[i]];
            TargetSpecs[i] = Sized(new(output.Name, output.TargetShape, output.TargetElement));
        }

        foreach (StateSchema state in schema.States)
        {
            StateLength += state.Length;
        }

        foreach (ParameterSchema parameter in schema.Parameters)
        {
            ParameterCount += parameter.Length;
            TrainableParameterCount += parameter.IsTrainable ? parameter.Length : 0;
        }
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
    public ModelTables At(int length) => LazyInitializer.EnsureInitialized(ref _byLength).GetOrAdd(length, static (length, schema) => new(schema, length), _schema);

    private TensorSpec Sized(TensorSpec spec) => SequenceLength == 0 ? spec : spec.WithLength(SequenceLength);
}
