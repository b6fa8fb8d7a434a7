using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>What holds of every layer.</summary>
public class LayerTests
{
    public static TheoryData<string> Cases => [.. LayerCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheGradientIsTheSlope(string name)
    {
        LoweredModel model = LoweringHarness.Model(LayerCases.All[name]);
        int[] parameters = [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)];
        Graph graph = Differentiation.Run(model.Training!, parameters, [.. Enumerable.Range(0, model.Inputs.Count).Where(i => model.Inputs[i].Type.Element == ElementType.Float32)]);
        GraphVerifier.Verify(graph);
        foreach (int batch in (int[])[1, 2, 7, 128])
        {
            FiniteDifferences.AssertGradients(graph, batch, new(batch), tolerance: 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryLayerHasARowAndAGraph(string name)
    {
        LoweredModel model = LoweringHarness.Model(LayerCases.All[name]);
        Assert.Equal(model.Declaration.Layers.Select(l => l.Member).Order(), model.LayerGraphs.Select(g => g.Member).Order());
        Assert.Equal(model.Declaration.Layers.Select(l => l.Name).Concat(model.Declaration.Members.Select(m => m.Name)).Order(), model.Layers.Select(l => l.Name).Order());
        Assert.Equal(Enumerable.Range(0, model.Parameters.Count), model.Layers.SelectMany(l => l.Parameters).Order());
        Assert.All(model.Layers, l => Assert.NotEmpty(l.ConnectedTo));
        foreach (Graph graph in model.LayerGraphs.Select(g => g.Graph).Append(model.Inference))
        {
            GraphVerifier.Verify(graph);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LoweringTwiceIsEqual(string name) => Assert.Equal(LoweringHarness.Model(LayerCases.All[name]), LoweringHarness.Model(LayerCases.All[name]));

    [Fact]
    public void EveryLayerIsCovered() => Assert.All(Generator.Lowering.Layers.LayerRegistry.All, r => Assert.Contains(LayerCases.All.Values, source => source.Contains($"[{r.Kind}", StringComparison.Ordinal)));

    [Fact]
    public void MethodsOfOpsAreTheOperatorsOfForward()
    {
        IEnumerable<string> methods = typeof(Ops).GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(m => m.Name).Distinct();
        Assert.Equal(methods.Order(StringComparer.Ordinal), Generator.Lowering.Forward.OperatorTable.Names.Order(StringComparer.Ordinal));
    }
}
