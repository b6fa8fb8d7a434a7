namespace Compiled.EndToEnd.Tests;

/// <summary>The harness knows every layer there is.</summary>
public sealed class CasesTests
{
    [Fact]
    public void Every_layer_of_the_runtime_stands_in_a_case()
    {
        var covered = new HashSet<string>();
        foreach (ModelCase expected in Cases.All)
        {
            using Model model = expected.Create(1);
            covered.UnionWith(model.Schema.Layers.SelectMany(layer => layer.Kind.Split('(', ')', ',', ' ')));
        }

        string[] layers = [.. typeof(LayerDefinition).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerDefinition)) && !type.IsAbstract)
            .Select(type => type.Name[..^nameof(Attribute).Length])
            .Order(StringComparer.Ordinal)];
        Assert.Contains("Dense", layers);
        Assert.Equal([], layers.Where(layer => !covered.Contains(layer)));
    }
}
