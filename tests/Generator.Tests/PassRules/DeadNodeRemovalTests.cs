using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Tests.PassRules;

public class DeadNodeRemovalTests
{
    [Fact]
    public void OnlyWhatOutputsNeedStays()
    {
        var builder = new GraphBuilder { Layer = "a" };
        Value unused = builder.Apply(new Parameter(0, Shape.Of(3)));
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3))));
        _ = x + unused;
        builder.Layer = "b";
        builder.IsBackward = true;
        builder.Output(OutputKind.Prediction, 0, -x);
        Graph graph = DeadNodeRemoval.Run(builder.ToGraph());
        GraphVerifier.Verify(graph);
        Assert.Equal("%0 = Input(0: (batch, 3))() : (batch, 3)\n%1 = Negate(%0) : (batch, 3)\nPrediction[0] = %1", graph.ToString());
        Assert.Equal(("b", true), (graph[1].Layer, graph[1].IsBackward));
    }

    [Fact]
    public void TheVerifierFindsBrokenGraphs()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3))));
        builder.Output(OutputKind.Prediction, 0, -x);
        Graph graph = builder.ToGraph();
        AssertBroken("should be", graph with { Nodes = EquatableArray.Of(graph[0], graph[1] with { Type = new(Shape.Of(2)) }) });
        AssertBroken("not before it", graph with { Nodes = EquatableArray.Of(graph[0], graph[1] with { Inputs = EquatableArray.Of(1) }) });
        AssertBroken("calls itself", graph with { Nodes = EquatableArray.Of(graph[0], graph[1] with { Id = 5 }) });
        AssertBroken("there twice", graph with { Outputs = graph.Outputs.Add(graph.Outputs[0]) });
        AssertBroken("does not exist", graph with { Outputs = EquatableArray.Of(new GraphOutput(OutputKind.Loss, 0, 9)) });
    }

    private static void AssertBroken(string message, Graph graph) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(graph)).Message);
}
