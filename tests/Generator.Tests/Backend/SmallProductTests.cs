using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Which products go straight through for a single sample, and that they give what the operators mean.</summary>
public class SmallProductTests
{
    [Fact]
    public void LayersInARowAreOneRun()
    {
        Assert.Equal(3, Count(Layers(32, 64, 64, 8)));
        Assert.Equal(1, Count(Layers(256, 128)));
    }

    [Fact]
    public void LargeLayersAreNot()
    {
        Assert.Equal(0, Count(Layers(257, 8)));
        Assert.Equal(0, Count(Layers(8, 257)));
        Assert.Equal(0, Count(Layers(256, 256)));
        Assert.Equal(2, Count(Layers(16, 24, 250, 200)));
    }

    [Fact]
    public void OnlyPredictionHasSingleSamples() =>
        Assert.Equal(0, SmallProducts.Count(Scheduler.Schedule("Evaluate", Layers(8, 8)), 0));

    [Fact]
    public void ARowIsWhatWeightsFinish()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8)))), other = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 8))));
        Value weights = builder.Apply(new Parameter(0, Shape.Of(8, 8)));
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new MatrixProduct(false, false), x, weights) + other);
        Assert.Equal(0, Count(builder.ToGraph()));
    }

    [Theory]
    [InlineData(32, 64, 64, 8)]
    [InlineData(5, 3, 40, 1)]
    [InlineData(64, 130, 33, 7)]
    public void OneSampleAndManyAgreeWithTheOperators(params int[] sizes)
    {
        Graph graph = Layers(sizes);
        var compiled = new CompiledPrograms([Scheduler.Schedule("Infer", graph)]);
        Assert.Equal(3, SmallProducts.Count(compiled.Programs[0], 0));
        foreach (int batch in new[] { 1, 2, 17 })
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], batch, seed: batch)));
        }
    }

    [Fact]
    public void WhatAResidualAddsIsReadBeforeItsPlaceIsTakenAgain()
    {
        var builder = new GraphBuilder();
        Value value = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 48))));
        for (int layer = 0; layer < 4; layer++)
        {
            Value product = builder.Apply(new MatrixProduct(false, false), value, builder.Apply(new Parameter(layer, Shape.Of(48, 48))));
            value = value + product.Apply(new Tanh());
        }

        builder.Output(OutputKind.Prediction, 0, value);
        Graph graph = builder.ToGraph();
        var compiled = new CompiledPrograms([Scheduler.Schedule("Infer", graph)]);
        Assert.Equal(4, SmallProducts.Count(compiled.Programs[0], 0));
        Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], 1, seed: 1)));
    }

    /// <summary>Dense layers with tanh between them.</summary>
    internal static Graph Layers(params int[] sizes)
    {
        var builder = new GraphBuilder();
        Value value = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, sizes[0]))));
        for (int layer = 1; layer < sizes.Length; layer++)
        {
            builder.Layer = layer == sizes.Length - 1 ? "output" : "hidden";
            Value kernel = builder.Apply(new Parameter((2 * layer) - 2, Shape.Of(sizes[layer - 1], sizes[layer])));
            value = builder.Apply(new MatrixProduct(false, false), value, kernel) + builder.Apply(new Parameter((2 * layer) - 1, Shape.Of(sizes[layer])));
            value = layer == sizes.Length - 1 ? value : value.Apply(new Tanh());
        }

        builder.Output(OutputKind.Prediction, 0, value);
        return builder.ToGraph();
    }

    private static int Count(Graph graph) => SmallProducts.Count(Scheduler.Schedule("Infer", graph), 0);
}
