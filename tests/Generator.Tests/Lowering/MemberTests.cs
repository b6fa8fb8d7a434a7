using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Models inside models.</summary>
public class MemberTests
{
    private const string Inner = """
        [Model]
        [Input(3)]
        [Dense(5, Activation = Activation.Tanh, KernelL2 = 0.1)]
        [BatchNormalization]
        [Dense(4)]
        public partial class Inner;
        """;

    private static string Outer(string attribute) => Inner + $$"""

        [Model(Loss = Loss.MeanSquaredError)]
        public partial class Net
        {
            [Dense(3, Activation = Activation.Tanh)] private partial Tensor<float> Before(Tensor<float> x);
            {{attribute}} private partial Inner Part { get; }
            [Dense(2)] private partial Tensor<float> After(Tensor<float> x);
            public Tensor<float> Forward([Shape(6)] Tensor<float> x) => After(Part.Forward(Before(x)));
        }
        """;

    [Fact]
    public void TheInnerParametersAreABlockLaidOutAsInTheInnerArena()
    {
        LoweredModel inner = LoweringHarness.Model(Inner.Replace("class Inner", "class Net", StringComparison.Ordinal));
        LoweredModel outer = LoweringHarness.Model(Outer(""));
        ParameterInfo[] block = [.. outer.Parameters.Where(p => p.Layer == "part")];
        Assert.Equal(inner.Parameters.Select(p => "part/" + p.Name), block.Select(p => p.Name));
        Assert.Equal(inner.Parameters.Select(p => p.Shape), block.Select(p => p.Shape));
        Assert.Equal(inner.Parameters.Select(p => p.Offset + block[0].Offset), block.Select(p => p.Offset));
        Assert.Equal(["before", "part", "after"], outer.Layers.Select(l => l.Name));
        Assert.Equal("Inner", outer.Layers[1].Kind);
        Assert.Equal(["part"], outer.Layers[2].ConnectedTo);
        Assert.Equal(2, outer.Training!.Outputs.Count(o => o.Kind == OutputKind.Update));
    }

    [Fact]
    public void GradientsGoThroughTheInnerModel()
    {
        LoweredModel model = LoweringHarness.Model(Outer(""));
        Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], [0]);
        FiniteDifferences.AssertGradients(graph, 5, new(5), tolerance: 1e-5);
    }

    [Fact]
    public void AFrozenModelHasNoGradientsAndKeepsItsStatistics()
    {
        LoweredModel model = LoweringHarness.Model(Outer("[Frozen]"));
        Assert.All(model.Parameters, p => Assert.Equal(p.Layer != "part", p.IsTrainable));
        Assert.DoesNotContain(model.Training!.Outputs, o => o.Kind == OutputKind.Update);
        Graph graph = DeadNodeRemoval.Run(Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], []));
        Assert.Equal(4, graph.Outputs.Count(o => o.Kind == OutputKind.Gradient));

        // Backward through the frozen part takes a product for each of its two layers, and none for their weights.
        Assert.Equal(2, graph.Nodes.Count(n => n is { IsBackward: true, Operator: MatrixProduct } && n.Layer.StartsWith("part", StringComparison.Ordinal)));
    }

    [Fact]
    public void AFrozenLayerHasNoGradients()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError)]
            [Input(3)]
            [Dense(4, Activation = Activation.Relu, Frozen = true)]
            [Dense(2)]
            public partial class Net;
            """);
        Assert.Equal([false, false, true, true], model.Parameters.Select(p => p.IsTrainable));
    }

    [Fact]
    public void AnInnerModelTakesItsOwnShape()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0100", Outer("").Replace("[Dense(3, Activation = Activation.Tanh)] private", "[Dense(7)] private", StringComparison.Ordinal));
        Assert.Equal("Part.Forward(Before(x))", place);
        Assert.Contains("(batch, 7)", message);
        Assert.Contains("(batch, 3)", message);
    }
}
