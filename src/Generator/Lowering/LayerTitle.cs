using Compiled.Generator.Declarations;

namespace Compiled.Generator.Lowering;

/// <summary>
/// What a layer is, as Keras nests it: <c>LSTM</c>, <c>Bidirectional(LSTM)</c>, with another merge than concatenation
/// <c>Bidirectional(LSTM, sum)</c>, <c>TimeDistributed(Dense)</c>, <c>StackedCells(LSTM, GRU)</c>.
/// </summary>
internal static class LayerTitle
{
    public static string Of(LayerDeclaration layer)
    {
        SettingReader settings = new(layer.Settings, layer.Name, layer.Span);
        string title = Reading.Names.WithoutSuffix(layer.Kind.Split('.').Last());
        title = layer.Cells.Count > 0 ? $"{title}({string.Join(", ", layer.Cells.Select(Of))})" : title;
        title = settings.Member("Bidirectional", "No") switch
        {
            "No" => title,
            "Concat" => $"Bidirectional({title})",
            var merge => $"Bidirectional({title}, {merge.ToLowerInvariant()})",
        };
        return settings.Boolean("TimeDistributed", false) ? $"TimeDistributed({title})" : title;
    }
}
