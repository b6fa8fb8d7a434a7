using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.PassRules;

public class DifferentiationTests
{
    private static readonly Dimension _batch = Dimension.Batch;

    [Fact]
    public void RandomGraphsHaveTheSlopesAsGradients()
    {
        for (int seed = 100; seed < 130; seed++)
        {
            Graph graph = Differentiation.Run(RandomGraph.Create(seed), [0, 1], [0, 1]);
            GraphVerifier.Verify(graph);
            FiniteDifferences.AssertGradients(DeadNodeRemoval.Run(graph), 1 + (seed % 3), new(seed), tolerance: 1e-4, most: 5);
        }
    }

    [Fact]
    public void FrozenPartsGetNoNodes()
    {
        // hidden = tanh(x · frozen), loss = sum(hidden · trained): nothing may be added for the layer "frozen".
        var builder = new GraphBuilder { Layer = "frozen" };
        Value x = builder.Apply(new Input(0, new(Shape.Of(_batch, 4))));
        Value hidden = builder.Apply(new MatrixProduct(false, false), x, builder.Apply(new Parameter(0, Shape.Of(4, 3)))).Apply(new Tanh());
        builder.Layer = "trained";
        Value result = builder.Apply(new MatrixProduct(false, false), hidden, builder.Apply(new Parameter(1, Shape.Of(3, 2))));
        builder.Output(OutputKind.Loss, 0, result.Sum([0, 1]));

        Graph graph = Differentiation.Run(builder.ToGraph(), [1], []);
        Assert.DoesNotContain(graph.Nodes, n => n.IsBackward && n.Layer == "frozen");
        Assert.Contains(graph.Nodes, n => n.IsBackward && n.Layer == "trained" && n.Operator is MatrixProduct);
        Assert.Equal([1], graph.Outputs.Where(o => o.Kind == OutputKind.Gradient).Select(o => o.Index));
    }

    [Fact]
    public void GradientsPassThroughFrozenWeightsButNotIntoThem()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(1, 4)));
        Value y = builder.Apply(new MatrixProduct(false, false), x, builder.Apply(new Parameter(1, Shape.Of(4, 3))));
        builder.Output(OutputKind.Loss, 0, y.Sum([0, 1]));
        Graph graph = DeadNodeRemoval.Run(Differentiation.Run(builder.ToGraph(), [0], []));
        Assert.Equal(2, graph.Nodes.Count(n => n.Operator is MatrixProduct));
        FiniteDifferences.AssertGradients(graph, 1, new(3));
    }

    [Fact]
    public void WhatLayersComputeHasItsSlope()
    {
        // y = 3 x, z = y², loss = Σ z: the slopes are 2 y with respect to y and 1 to z.
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(_batch, 2))));
        Value y = x * 3;
        Value z = y * y;
        builder.Output(OutputKind.Activation, 0, y);
        builder.Output(OutputKind.Activation, 1, z);
        builder.Output(OutputKind.Activation, 2, x.Apply(new Tanh()));
        builder.Output(OutputKind.Loss, 0, z.SumAll());
        Graph graph = Differentiation.Run(builder.ToGraph(), [], []);
        GraphVerifier.Verify(graph);
        var interpreter = new GraphInterpreter<double>(1, (_, _) => new double[] { 5, -1 });
        Assert.Equal([30, -6], interpreter.Run(graph, OutputKind.ActivationGradient, 0));
        Assert.Equal([1, 1], interpreter.Run(graph, OutputKind.ActivationGradient, 1));
        Assert.Equal([0, 0], interpreter.Run(graph, OutputKind.ActivationGradient, 2));
    }

    [Fact]
    public void PowersOfZeroHaveFiniteSlopes()
    {
        // 0^0, 0^2, 3^0 and 2^3: the slopes y x^(y - 1) of the bases, x^y log x of the exponents, with zero where there is no slope.
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(4))), y = builder.Apply(new Parameter(1, Shape.Of(4)));
        builder.Output(OutputKind.Loss, 0, builder.Apply(new Power(), x, y).Sum([0]));
        Graph graph = Differentiation.Run(builder.ToGraph(), [0, 1], []);
        var interpreter = new GraphInterpreter<double>(1, (leaf, _) => leaf is Parameter { Index: 0 } ? [0, 0, 3, 2] : new double[] { 0, 2, 0, 3 });
        Assert.Equal([0, 0, 0, 12], interpreter.Run(graph, OutputKind.Gradient, 0));
        double[] exponents = interpreter.Run(graph, OutputKind.Gradient, 1);
        Assert.Equal([0, 0], exponents[..2]);
        Assert.Equal(Math.Log(3), exponents[2], 12);
        Assert.Equal(8 * Math.Log(2), exponents[3], 12);
    }

    [Fact]
    public void NoGradientGoesThroughStopGradient()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(3)));
        builder.Output(OutputKind.Loss, 0, (x * x.Apply(new StopGradient())).Sum([0]));
        Graph graph = Differentiation.Run(builder.ToGraph(), [0], []);
        double[] gradient = new GraphInterpreter<double>(1, (_, _) => new double[] { 2, -3, 5 }).Run(graph, OutputKind.Gradient, 0);
        Assert.Equal([2, -3, 5], gradient); // of x · constant, not of x²
    }

    [Fact]
    public void AParameterThatDoesNotMatterHasAZeroGradient()
    {
        var builder = new GraphBuilder();
        Value used = builder.Apply(new Parameter(0, Shape.Of(3)));
        builder.Apply(new Parameter(1, Shape.Of(2, 2)));
        builder.Output(OutputKind.Loss, 0, used.Sum([0]));
        Graph graph = Differentiation.Run(builder.ToGraph(), [0, 1], []);
        var interpreter = new GraphInterpreter<double>(1, new RandomLeaves(1).Of);
        Assert.Equal([1, 1, 1], interpreter.Run(graph, OutputKind.Gradient, 0));
        Assert.Equal([0, 0, 0, 0], interpreter.Run(graph, OutputKind.Gradient, 1));
    }

    [Fact]
    public void EqualLargestElementsShareTheGradient()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(4)));
        builder.Output(OutputKind.Loss, 0, x.Apply(new ReduceMaximum(EquatableArray.Of(0), false)) * 3);
        Graph graph = Differentiation.Run(builder.ToGraph(), [0], []);
        Assert.Equal([0, 1.5, 1.5, 0], new GraphInterpreter<double>(1, (_, _) => new double[] { 1, 7, 7, 2 }).Run(graph, OutputKind.Gradient, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfEqualOperandsTheLeftOneGetsTheGradient(bool maximum)
    {
        var builder = new GraphBuilder();
        Value left = builder.Apply(new Parameter(0, Shape.Scalar)), right = builder.Apply(new Parameter(1, Shape.Scalar));
        builder.Output(OutputKind.Loss, 0, builder.Apply(maximum ? new Maximum() : new Minimum(), left, right));
        Graph graph = Differentiation.Run(builder.ToGraph(), [0, 1], []);
        var interpreter = new GraphInterpreter<double>(1, (_, _) => new double[] { 4 });
        Assert.Equal([1], interpreter.Run(graph, OutputKind.Gradient, 0));
        Assert.Equal([0], interpreter.Run(graph, OutputKind.Gradient, 1));
    }

    [Fact]
    public void TheExponentOfANegativeBaseHasNoGradient()
    {
        var builder = new GraphBuilder();
        Value power = builder.Apply(new Power(), builder.Apply(new Parameter(0, Shape.Scalar)), builder.Apply(new Parameter(1, Shape.Scalar)));
        builder.Output(OutputKind.Loss, 0, power);
        Graph graph = Differentiation.Run(builder.ToGraph(), [0, 1], []);
        var interpreter = new GraphInterpreter<double>(1, (leaf, _) => new[] { leaf is Parameter { Index: 0 } ? -2.0 : 2.0 });
        Assert.Equal([-4], interpreter.Run(graph, OutputKind.Gradient, 0));
        Assert.Equal([0], interpreter.Run(graph, OutputKind.Gradient, 1));
    }

    [Fact]
    public void RandomNumbersAreConstants()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(6)));
        Value mask = builder.Apply(new RandomUniform(0, Shape.Of(6))).Less(builder.Constant(0.5));
        builder.Output(OutputKind.Loss, 0, (x * x * mask / 0.5).Sum([0]));
        FiniteDifferences.AssertGradients(Differentiation.Run(builder.ToGraph(), [0], []), 1, new(5));
    }

    [Fact]
    public void ALossIsNeeded()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, Shape.Of(3)));
        Assert.Contains("no total loss", Assert.Throws<ArgumentException>(() => Differentiation.Run(builder.ToGraph(), [0], [])).Message);
        builder.Output(OutputKind.Loss, 0, x);
        Assert.Contains("(3)", Assert.Throws<ArgumentException>(() => Differentiation.Run(builder.ToGraph(), [0], [])).Message);
    }
}
