namespace Compiled;

/// <summary>What the runtime derives once from a schema.</summary>
internal sealed class ModelTables
{
    public ModelTables(ModelSchema schema)
    {
        InputSpecs = [.. schema.Inputs.Select(input => new TensorSpec(input.Name, input.Shape, input.Element))];
        TargetSpecs = [.. schema.Outputs.Select(output => new TensorSpec(output.Name, output.TargetShape, output.TargetElement))];
        PredictionSpecs = [.. schema.Outputs.Select(output => new TensorSpec(output.Name, output.Shape))];
        CustomMetricCount = schema.Outputs.Sum(output => output.CustomMetrics.Length);
        ParameterCount = schema.Parameters.Sum(parameter => (long)parameter.Length);
        TrainableParameterCount = schema.Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Length);
    }

    public TensorSpec[] InputSpecs { get; }

    public TensorSpec[] TargetSpecs { get; }

    public TensorSpec[] PredictionSpecs { get; }

    public int CustomMetricCount { get; }

    public long ParameterCount { get; }

    public long TrainableParameterCount { get; }
}
