using Compiled.Generator.Declarations;

namespace Compiled.Generator.Emitting;

/// <summary>The method of a layer as C#.</summary>
internal static class LayerMethod
{
    public static string Signature(LayerDeclaration layer) => Signature(layer, layer.Modifiers, layer.Member);

    /// <summary>The method of a stack, which takes what its first layer takes.</summary>
    public static string Signature(StackDeclaration stack, ModelDeclaration model) =>
        Signature(model.Layers.First(l => l.Member == stack.Layers[0]), stack.Modifiers, stack.Member);

    private static string Signature(LayerDeclaration layer, string modifiers, string member)
    {
        string parameters = string.Join(", ", layer.Parameters.Select(p => $"Tensor<{(layer.IntegerParameters.Contains(p) ? "int" : "float")}> {Identifier.Of(p)}"));
        string result = layer.Results.Count == 0
            ? "Tensor<float>"
            : $"({string.Join(", ", layer.Results.Select(name => name.Length == 0 ? "Tensor<float>" : $"Tensor<float> {Identifier.Of(name)}"))})";
        return $"{modifiers} {result} {member}({parameters})";
    }
}
