using Compiled.Generator.Declarations;

namespace Compiled.Generator.Emitting;

/// <summary>The method of a layer as C#.</summary>
internal static class LayerMethod
{
    public static string Signature(LayerDeclaration layer)
    {
        string parameters = string.Join(", ", layer.Parameters.Select(p => $"Tensor<{(layer.IntegerParameters.Contains(p) ? "int" : "float")}> {Identifier.Of(p)}"));
        return $"{layer.Modifiers} Tensor<float> {layer.Member}({parameters})";
    }
}
