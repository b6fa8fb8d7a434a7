namespace Compiled;

/// <summary>What the runtime derives once from a schema.</summary>
internal sealed class ModelTables
{
    public ModelTables(ModelSchema schema)
    {
        InputSpecs = [.. schema.Inputs.Select(input => new TensorSpec(input.Name, input.Shape, input.Element))];
        TargetOutputs = [.. Enumerable.Range(0, schema.Outputs.Length).Where(output => HasTarget(schema.Outputs[output]))];
        TargetSpecs = [.. TargetOutputs.Select(i => schema.Outputs[i]).Select(output => new TensorSpec(output.Name, output.TargetShape, output.TargetElement))];
        PredictionSpecs = [.. schema.Outputs.Select(output => new TensorSpec(output.Name, output.Shape))];
        MaskLengths = [.. schema.Outputs.Select(output => output.MaskShape.IsEmpty ? 0 : output.MaskShape.Aggregate(1, (product, size) => checked(product * size)))];
        CustomMetricCount = schema.Outputs.Sum(output => output.CustomMetrics.Length);
        ParameterCount = schema.Parameters.Sum(parameter => (long)parameter.Length);
        TrainableParameterCount = schema.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Length);
    }

    public TensorSpec[] InputSpecs { get; }

    /// <summary>The outputs that are compared to a target, by index, in the order of the targets.</summary>
    public int[] TargetOutputs { get; }

    public TensorSpec[] TargetSpecs { get; }

    public TensorSpec[] PredictionSpecs { get; }

    /// <summary>For each output the number of steps that its mask speaks of in a sample; 0 for one without a mask.</summary>
    public int[] MaskLengths { get; }

    public int CustomMetricCount { get; }

    public long ParameterCount { get; }

    public long TrainableParameterCount { get; }

    private static bool HasTarget(OutputSchema output) => output.Loss.Length > 0 || output.CustomMetrics.Length > 0;
}
