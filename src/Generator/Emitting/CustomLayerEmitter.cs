using Compiled.Generator.Declarations;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes the other half of a <c>[Layer]</c> class: its weights. They have values while a model interprets the layer;
/// the compiled program reads the model's arena instead.
/// </summary>
internal static class CustomLayerEmitter
{
    public const string BindMethod = "BindWeights";

    public static GeneratedFile? Emit(CustomLayerDeclaration layer)
    {
        if (layer.Weights.Count == 0)
        {
            return null;
        }

        string text = TypeScope.Write(layer.Type, "using System.Numerics.Tensors;", [], "", writer =>
        {
            foreach (WeightDeclaration weight in layer.Weights)
            {
                writer.Line($"private Tensor<float>? {Field(weight)};");
            }

            foreach (WeightDeclaration weight in layer.Weights)
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
                foreach (WeightDeclaration weight in layer.Weights)
                {
                    writer.Line($"{Field(weight)} = {Parameter(weight)};");
                }
            }
        });
        return new(layer.Type.FullName + ".Weights.g.cs", text);
    }

    private static string Field(WeightDeclaration weight) => "_" + Parameter(weight).TrimStart('@') + "Weight";

    private static string Parameter(WeightDeclaration weight) => Identifier.Camel(weight.Member);
}
