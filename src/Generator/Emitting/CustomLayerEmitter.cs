using Compiled.Generator.Declarations;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes the other half of a <c>[Layer]</c> or <c>[Cell]</c> class: its weights. They have values while a model interprets the layer;
/// the compiled program reads the model's arena instead.
/// </summary>
internal static class CustomLayerEmitter
{
    public const string BindMethod = "BindWeights";

    public static GeneratedFile? Emit(LayerPart layer)
    {
        if (layer.Weights.Count == 0 && layer.UnreadParameters.Count == 0)
        {
            return null;
        }

        string text = TypeScope.Write(layer.Type, "using System.Numerics.Tensors;", [], "", writer =>
        {
            if (layer.UnreadParameters.Count > 0)
            {
                writer.Line("// Options that stand in the sizes of weights and states alone: read here, so that C# does not call them unread.");
                writer.Line($"private readonly object?[] _optionsOfSizes = [{string.Join(", ", layer.UnreadParameters.Select(Identifier.Of))}];");
                writer.Line();
            }

            EmitWeights(writer, layer);
        });
        return new(layer.Type.FullName + ".Weights.g.cs", text);
    }

    private static void EmitWeights(CodeWriter writer, LayerPart layer)
    {
        if (layer.Weights.Count == 0)
        {
            return;
        }

        foreach (WeightPart weight in layer.Weights)
        {
            writer.Line($"private Tensor<float>? {Field(weight)};");
        }

        foreach (WeightPart weight in layer.Weights)
        {
            writer.Line();
            writer.Line($"/// <summary>Weight of shape ({string.Join(", ", weight.Shape).Replace("<", "&lt;")}).</summary>");
            writer.Line($"{weight.Modifiers} Tensor<float> {weight.Member} => {Field(weight)}");
            using (writer.Indent())
            {
                writer.Line($"?? throw new global::System.InvalidOperationException({Literal.Text($"{layer.Type.Name}.{weight.Member} has a value only inside a model that uses the layer")});");
            }
        }

        writer.Line();
        writer.Line("/// <summary>Gives the weights their values; called by the models that use the layer.</summary>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        using (writer.Block($"internal void {BindMethod}({string.Join(", ", layer.Weights.Select(w => $"Tensor<float> {Parameter(w)}"))})"))
        {
            foreach (WeightPart weight in layer.Weights)
            {
                writer.Line($"{Field(weight)} = {Parameter(weight)};");
            }
        }
    }

    private static string Field(WeightPart weight) => "_" + Parameter(weight).TrimStart('@') + "Weight";

    private static string Parameter(WeightPart weight) => Identifier.Camel(weight.Member);
}
