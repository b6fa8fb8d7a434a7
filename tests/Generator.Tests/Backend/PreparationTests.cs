using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Interpretation;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>The passes before scheduling change the form of a graph, never its values.</summary>
public class PreparationTests
{
    [Fact]
    public void EveryPassLeavesAValidGraph()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Graph graph = RandomGraphs.Create(seed);
            foreach ((_, Func<Graph, Graph> run) in Pipeline.Preparation)
            {
                graph = run(graph);
                GraphVerifier.Verify(graph);
            }
        }
    }

    [Fact]
    public void SplitReductionsFoldOneRunOfAxesEachToTheSameValue()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3, 1, 4, 5))));
        builder.Output(OutputKind.Prediction, 0, x.Sum([0, 2, 4]));
        builder.Output(OutputKind.Prediction, 1, x.Apply(new ReduceMaximum([1, 4], true)));
        Graph graph = builder.ToGraph(), split = DeadNodeRemoval.Run(ReductionSplitting.Run(graph));
        Assert.All(
            split.Nodes.Where(n => n.Operator is ReductionOperator),
            n => Assert.Single(ReductionLoop.Runs(split[n.Inputs[0]].Shape, ((ReductionOperator)n.Operator).Axes)));
        Same(graph, split);
    }

    [Fact]
    public void ReshapesSinkBelowElementwiseWorkOnTheSameColumns()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch * 3, 4))));
        Value sequence = x.Reshape(Shape.Of(Dimension.Batch, 3, 4));
        Value columns = builder.Apply(new Parameter(0, Shape.Of(1, 1, 4))), steps = builder.Apply(new Parameter(1, Shape.Of(3, 1)));
        builder.Output(OutputKind.Prediction, 0, (sequence + columns).Apply(new Tanh()));
        builder.Output(OutputKind.Prediction, 1, sequence * steps);
        Graph graph = builder.ToGraph(), sunk = DeadNodeRemoval.Run(ReshapeSinking.Run(graph));
        Assert.Equal(x.Shape, sunk.Nodes.Single(n => n.Operator is Tanh).Shape);
        Assert.Equal(sequence.Shape, sunk.Nodes.Single(n => n.Operator is Multiply).Shape);
        Same(graph, sunk);
    }

    private static void Same(Graph expected, Graph actual)
    {
        var interpreter = new GraphInterpreter<double>(2, new RandomLeaves(1).Of);
        IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> results = interpreter.RunOutputs(actual);
        foreach ((var output, double[] elements) in interpreter.RunOutputs(expected))
        {
            Assert.Equal(elements.Length, results[output].Length);
            Assert.All(elements.Zip(results[output]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }
}
