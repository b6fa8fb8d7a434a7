using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;

namespace Compiled.Generator.Emitting;

/// <summary>Writes the model's tables as one static <c>ModelSchema</c>.</summary>
internal static class SchemaEmitter
{
    /// <param name="rowGradients">The parameters of which only the rows that ids name have a gradient.</param>
    public static void Emit(CodeWriter writer, LoweredModel model, IReadOnlyCollection<int> rowGradients)
    {
        writer.Line("private static readonly ModelSchema _schema = new(");
        using (writer.Indent())
        {
            writer.Line($"Name: {Literal.Text(model.Declaration.Type.Name)},");
            Rows(writer, "Inputs:", model.Inputs.Select(Input));
            Rows(writer, "Outputs:", model.Outputs.Select(Output));
            Rows(writer, "Layers:", model.Layers.Select(Layer));
            Rows(writer, "Parameters:", model.Parameters.Select(p => Parameter(p) + (rowGradients.Contains(p.Index) ? " { HasGradientRows = true }" : "")));
            if (model.States.Count == 0 && model.MaxLength == 0 && model.Inspected.Count == 0)
            {
                writer.Line($"ParameterLength: {Literal.Int64(model.ParameterLength)});");
                return;
            }

            writer.Line($"ParameterLength: {Literal.Int64(model.ParameterLength)})");
            using (writer.Block("", "};"))
            {
                if (model.States.Count > 0)
                {
                    writer.Line($"States = [{string.Join(", ", model.States.Select(s => $"new({State(s)})"))}],");
                }

                if (model.MaxLength > 0)
                {
                    writer.Line($"MaxLength = {Literal.Int32(model.MaxLength)},");
                }

                if (model.Inspected.Count > 0)
                {
                    Rows(writer, "Inspected =", model.Inspected.Select(Inspected));
                }
            }
        }
    }

    private static void Rows(CodeWriter writer, string head, IEnumerable<string> rows)
    {
        writer.Line(head).Line("[");
        using (writer.Indent())
        {
            foreach (string row in rows)
            {
                writer.Line($"{row},");
            }
        }

        writer.Line("],");
    }

    private static string New(params string[] arguments) => $"new({string.Join(", ", arguments)})";

    private static string Input(InputInfo input) => New(Literal.Text(input.Name), Sample(input.Type.Shape), Element(input.Type))
        + (input.Ids.Count switch
        {
            0 => "",
            1 => $" {{ Ids = {Limit(input.Ids[0])} }}",
            _ => $" {{ IdRuns = [{string.Join(", ", input.Ids.Select(run => New(Literal.Int32(run.Count), Limit(run))))}] }}",
        });

    private static string Limit(IdRun run) => run.Ids is { } ids ? Literal.Int64(ids) : "null";

    private static string Output(OutputInfo output) => New(
        Literal.Text(output.Name),
        Sample(output.Type.Shape),
        output.Target is null ? "[]" : Sample(output.Target.Shape),
        output.Target is null ? "ElementKind.Float32" : Element(output.Target),
        Literal.Text(output.Loss),
        Literal.Single(output.Weight),
        $"[{string.Join(", ", output.Metrics.Select(m => $"new(Metric.{m.Declared}, Metric.{m.Kind}{(m.Setting is { } setting ? ", " + Literal.Single(setting) : "")})"))}]",
        $"[{string.Join(", ", output.CustomMetrics.Select(Literal.Text))}]")
        + (output.Mask is { } mask ? $" {{ MaskShape = {Sample(mask)}, IsLossOfSteps = {Literal.Boolean(output.IsLossOfSteps)}{(output.StepMetrics.Count > 0 ? $", StepMetrics = [{string.Join(", ", output.StepMetrics.Select(Literal.Text))}]" : "")} }}" : "");

    private static string Layer(LayerInfo layer) => New(
        Literal.Text(layer.Name),
        Literal.Text(layer.Kind),
        Sample(layer.Output),
        $"[{string.Join(", ", layer.Parameters.Select(p => Literal.Int32(p)))}]",
        $"[{string.Join(", ", layer.ConnectedTo.Select(Literal.Text))}]")
        + (layer.OtherOutputs.Count > 0 ? $" {{ OtherOutputShapes = [{string.Join(", ", layer.OtherOutputs.Select(Sample))}] }}" : "");

    private static string State(StateInfo state) => state.Shape.SizesOfSample() is { } sizes
        ? $"{Literal.Text(state.Name)}, {Sizes(sizes)}"
        : throw new InvalidOperationException($"the state {state.Name} of shape {state.Shape} does not belong to samples");

    private static string Inspected(InspectedInfo layer) => New(Literal.Text(layer.Name), Sizes(layer.Sizes));

    private static string Parameter(ParameterInfo parameter) => New(
        Literal.Text(parameter.Name),
        Literal.Text(parameter.Layer),
        Literal.Text(parameter.Role),
        Sizes(parameter.Shape.Dimensions),
        Literal.Int64(parameter.Offset),
        Literal.Boolean(parameter.IsTrainable),
        Literal.Boolean(parameter.IsState),
        parameter.Initializer,
        parameter.Constraint ?? "null",
        Literal.Text(parameter.Group));

    private static string Element(TensorType type) => $"ElementKind.{type.Element}";

    /// <summary>The sizes of one sample: the shape without its batch axis.</summary>
    private static string Sample(Shape shape) => Sizes(shape.Dimensions.Skip(1));

    private static string Sizes(IEnumerable<Dimension> dimensions) => $"[{string.Join(", ", dimensions.Select(d => d.IsConstant ? Literal.Int64(d.Value) : "Length.Any"))}]";
}
