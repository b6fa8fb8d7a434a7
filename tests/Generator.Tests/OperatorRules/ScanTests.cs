using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Passes.Scans;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Backend;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>What holds of every loop: its derivative is the slope, every pass keeps its meaning, and the compiled loop is the interpreted one.</summary>
public class ScanTests
{
    private static readonly Lazy<CompiledPrograms> _compiled = new(() => new([.. ScanCases.All.Values.Select(g => Scheduler.Schedule("Train", Compile(g)))]));

    public static TheoryData<string> Cases => [.. ScanCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheDerivativeIsTheSlope(string name)
    {
        foreach (Graph graph in (Graph[])[ScanCases.All[name], ScanHoisting.Run(ScanCases.All[name])])
        {
            Graph differentiated = Differentiate(graph);
            GraphVerifier.Verify(differentiated);
            foreach (int batch in (int[])[1, 3])
            {
                FiniteDifferences.AssertGradients(differentiated, batch, new(batch));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NoPassChangesTheMeaning(string name)
    {
        Graph graph = Differentiate(ScanCases.All[name]);
        IReadOnlyDictionary<(OutputKind, int), double[]> expected = Interpret(graph);
        foreach ((string pass, Func<Graph, Graph> run) in Pipeline.Passes)
        {
            graph = run(graph);
            GraphVerifier.Verify(graph);
            foreach (((OutputKind, int) output, double[] values) in Interpret(graph))
            {
                Assert.Equal(expected[output].Length, values.Length);
                Assert.All(expected[output].Zip(values), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-9, $"{pass} changes {output}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheCompiledLoopIsTheInterpretedOne(string name)
    {
        int index = ScanCases.All.Keys.ToList().IndexOf(name);
        // Of 50 samples three steps' inputs are multiplied together, then one's.
        foreach (int batch in (int[])[1, 2, 7, 50, 128])
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(Compile(ScanCases.All[name]), _compiled.Value.Programs[index], _compiled.Value[index], batch, seed: batch)));
        }
    }

    [Fact]
    public void NothingIsLeftInALoopThatAllStepsCanDoTogether()
    {
        Graph graph = Compile(ScanCases.All["a recurrent cell"]);
        Node[] loops = [.. graph.Nodes.Where(n => n.Operator is Scan)];
        Assert.Equal(2, loops.Length);

        // Forward: the product of the state alone. Backward: the product that takes the gradient to the state before.
        Assert.All(loops, loop => Assert.Single(((Scan)loop.Operator).Body.Nodes, n => n.Operator is MatrixProduct));

        // Of all steps at once: the inputs, their gradients, and those of the two weight matrices.
        Assert.Equal(4, graph.Nodes.Count(n => n.Operator is MatrixProduct));
    }

    [Theory]
    [InlineData("a recurrent cell", 2)]
    [InlineData("two products with one matrix", 2)]
    [InlineData("a single step", 0)]
    [InlineData("states that change places", 0)]
    public void MatricesOfAllStepsArePackedOnceBeforeTheLoop(string name, int packed)
    {
        // Forward, and transposed in the way back.
        string text = _compiled.Value.Texts[ScanCases.All.Keys.ToList().IndexOf(name)];
        string[] lines = [.. text.Split('\n').Where(l => l.Contains("new Kernels::PackedMatrix("))];
        Assert.Equal(packed, lines.Length);
        Assert.All(lines, line =>
        {
            string local = line.Split('=')[0].Replace("var", "").Trim();
            Assert.Contains($", {local}, batch, ", text);

            // Before the loop, and not in it.
            int at = text.IndexOf(line, StringComparison.Ordinal), loop = text.IndexOf("for (nint ", at, StringComparison.Ordinal);
            int used = text.IndexOf($", {local}, batch, ", StringComparison.Ordinal);
            Assert.InRange(loop, at, used);
            Assert.Equal(Indentation(text, loop), line.Length - line.TrimStart().Length);
        });
    }

    /// <summary>A product of the inputs of all steps is no kernel before the loop, and has no place in the workspace.</summary>
    [Theory]
    [InlineData("a recurrent cell", 1)]
    [InlineData("the cell from the last step to the first", 1)]
    [InlineData("two loops, one against the other", 3)]
    [InlineData("the whole sequence and the last state", 1)]
    [InlineData("inputs' products that are finished with their own inputs", 0)]
    [InlineData("a single step", 0)]
    public void WhatInputsContributeIsComputedForAFewStepsAtATime(string name, int streamed)
    {
        int index = ScanCases.All.Keys.ToList().IndexOf(name);
        Program program = _compiled.Value.Programs[index];
        Kernel[] products = [.. program.Kernels.SelectMany(k => k.Streamed)];
        Assert.Equal(streamed, products.Length);
        Assert.Equal(streamed, _compiled.Value.Texts[index].Split('\n').Count(l => l.Contains("new Kernels::StreamedProduct<Kernels::StepSequence>(")));
        Assert.DoesNotContain(program.Buffers, b => products.Any(p => p.Results.Contains(b.Node)));
    }

    [Fact]
    public void AProductThatIsReadElsewhereIsComputedAtOnce()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(5, Dimension.Batch, 3))));
        Value product = x.Reshape(Shape.Of(Dimension.Batch * 5, 3)).MatrixProduct(builder.Apply(new Parameter(0, Shape.Of(3, 4)))).Reshape(Shape.Of(5, Dimension.Batch, 4));
        var loop = new ScanBuilder(builder, 5, isReversed: false);
        Value h = loop.State(builder.Constant(0).BroadcastTo(Shape.Of(Dimension.Batch, 4)));
        loop.Next(h, (h * 0.5f) + loop.Slice(product));
        Value last = loop.Build().Final(0);
        builder.Output(OutputKind.Prediction, 0, last);
        Assert.Single(Assert.Single(Scheduler.Schedule("Infer", builder.ToGraph()).Kernels, k => k.Body is not null).Streamed);
        builder.Output(OutputKind.Prediction, 1, product.Tanh());
        Assert.All(Scheduler.Schedule("Infer", builder.ToGraph()).Kernels, k => Assert.Empty(k.Streamed));
    }

    /// <summary>Nothing copies a batch into the order of steps for a product that reads it for a few steps at a time; a table's rows are not gathered, either.</summary>
    [Fact]
    public void WhatOnlySuchProductsReadIsReadWhereItLies()
    {
        AssertReads("SampleSequence", copies: [], readElsewhere: false, Samples);
        AssertReads("StepSequence", copies: ["Movement.Transpose"], readElsewhere: true, Samples);
        AssertReads("TableSequence", copies: [], readElsewhere: false, (builder, table) => builder.Apply(new Gather(), table, Ids(builder)));
        AssertReads("StepSequence", copies: ["Gather", "Movement.Transpose"], readElsewhere: true, (builder, table) => builder.Apply(new Gather(), table, Ids(builder)));

        // Rows that a reshape has cut or joined are no rows of the batch or the table.
        AssertReads("SampleSequence", copies: ["Gather"], readElsewhere: false, (builder, table) => builder.Apply(new Gather(), builder.Apply(new Parameter(3, Shape.Of(3, 6))).Reshape(Shape.Of(6, 3)), Ids(builder)));
        AssertReads("SampleSequence", copies: ["Gather"], readElsewhere: false, (builder, table) => builder.Apply(new Gather(), table.Reshape(Shape.Of(18, 1)), builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 15), ElementType.Int32)))).Reshape(Shape.Of(Dimension.Batch, 5, 3)));
        AssertReads("StepSequence", copies: ["Movement.Transpose"], readElsewhere: false, (builder, table) => builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5, 6)))), width: 6);

        // What is not made of weights alone is not kept.
        AssertReads("SampleSequence", copies: ["Gather"], readElsewhere: false, (builder, table) => builder.Apply(new Gather(), table * 2, Ids(builder)));

        static Value Samples(GraphBuilder builder, Value table) => builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5, 3))));

        static Value Ids(GraphBuilder builder) => builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5), ElementType.Int32)));

        static void AssertReads(string sequence, string[] copies, bool readElsewhere, Func<GraphBuilder, Value, Value> rows, int width = 3)
        {
            var builder = new GraphBuilder();
            Value turned = rows(builder, builder.Apply(new Parameter(0, Shape.Of(6, 3)))).Apply(new Transpose([1, 0, 2]));
            Dimension step = Dimension.Batch * (width / 3);
            Value product = turned.Reshape(Shape.Of(step * 5, 3)).MatrixProduct(builder.Apply(new Parameter(1, Shape.Of(3, 4)))) + builder.Apply(new Parameter(2, Shape.Of(4))).BroadcastTo(Shape.Of(step * 5, 4));
            var loop = new ScanBuilder(builder, 5, isReversed: false);
            Value h = loop.State(builder.Constant(0).BroadcastTo(Shape.Of(step, 4)));
            loop.Next(h, (h * 0.5f) + loop.Slice(product.Reshape(Shape.Of(5, step, 4))));
            builder.Output(OutputKind.Prediction, 0, loop.Build().Final(0));
            if (readElsewhere)
            {
                builder.Output(OutputKind.Prediction, 1, turned);
            }

            Graph graph = builder.ToGraph();
            var compiled = new CompiledPrograms([Scheduler.Schedule("Infer", graph)]);
            Assert.Contains($"(new Kernels::{sequence}(", compiled.Texts[0]);
            Assert.All((string[])["Gather", "Movement.Transpose"], copy => Assert.Equal(copies.Contains(copy), compiled.Texts[0].Contains($"Kernels::{copy}.Run(") || compiled.Texts[0].Contains($"Kernels::{copy}(")));
            foreach (int batch in (int[])[1, 7, 150])
            {
                Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], batch, seed: batch)));
            }
        }
    }

    /// <summary>Whatever a recurrent layer adds to the products of its inputs is a part of its weights.</summary>
    [Theory]
    [InlineData("[SimpleRNN(4)]", 1)]
    [InlineData("[LSTM(4)]", 1)]
    [InlineData("[GRU(4)]", 1)]
    [InlineData("[GRU(4, ResetAfter = false)]", 1)]
    [InlineData("[LSTM(4, Bidirectional = Bidirectional.Concat)]", 2)]
    [InlineData("[Reshape(5, 6)] [LSTM(4)]", 0)]
    public void ALayerBehindAnEmbeddingReadsTheTable(string layer, int products)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using Compiled;

            [Model(Loss = Loss.MeanSquaredError)]
            [Input(10)]
            [Embedding(50, 3)]
            {{layer}}
            [Dense(1)]
            internal sealed partial class Words;
            """);
        string program = result.Sources.Single(s => s.Key.EndsWith("Words.Infer.g.cs", StringComparison.Ordinal)).Value;
        Assert.Equal(products, program.Split("new Kernels::TableProduct(").Length - 1);
        Assert.Equal(products == 0, program.Contains("Kernels::Gather.Run("));
    }

    [Fact]
    public void ALoopAroundAnotherLeavesTheMemoryForPackedMatricesToIt()
    {
        var builder = new GraphBuilder();
        var outer = new ScanBuilder(builder, 3, isReversed: false);
        Value kernel = builder.Apply(new Parameter(0, Shape.Of(5, 5))), other = builder.Apply(new Parameter(1, Shape.Of(5, 5)));
        Value h = outer.State(builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5)))));
        Value inside = outer.Capture(other);
        var inner = new ScanBuilder(outer.Body, 4, isReversed: false);
        Value g = inner.State(h.MatrixProduct(outer.Capture(kernel)));
        inner.Next(g, g.MatrixProduct(inner.Capture(inside)).Tanh());
        outer.Next(h, inner.Build().Final(0) + h.MatrixProduct(outer.Capture(kernel)));
        builder.Output(OutputKind.Prediction, 0, outer.Build().Final(0));
        Graph graph = builder.ToGraph();
        var compiled = new CompiledPrograms([Scheduler.Schedule("Infer", graph)]);
        Assert.Single(compiled.Texts[0].Split('\n'), line => line.Contains("new Kernels::PackedMatrix("));
        foreach (int batch in (int[])[1, 7])
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], batch, seed: batch)));
        }
    }

    [Fact]
    public void WhatNobodyReadsIsNotComputed()
    {
        var builder = new GraphBuilder();
        var loop = new ScanBuilder(builder, 5, isReversed: false);
        Value initial = builder.Constant(0).BroadcastTo(Shape.Of(Dimension.Batch, 2));
        Value a = loop.State(initial), b = loop.State(initial), x = loop.Slice(builder.Apply(new Input(0, new(Shape.Of(5, Dimension.Batch, 2))))), y = loop.Slice(builder.Apply(new Input(1, new(Shape.Of(5, Dimension.Batch, 2)))));
        loop.Next(a, (a * b) + x);
        loop.Next(b, b + y);
        loop.Emit(x.Exp());
        loop.Emit(b.Exp());
        builder.Output(OutputKind.Prediction, 0, loop.Build().Sequence(1));
        Graph pruned = ScanPruning.Run(builder.ToGraph());
        var scan = (Scan)Assert.Single(pruned.Nodes, n => n.Operator is Scan).Operator;
        Assert.Equal((1, 1), (scan.States, scan.Sequences));
        Assert.Equal([1], pruned.Nodes.Select(n => n.Operator).OfType<Input>().Select(i => i.Index));
    }

    [Fact]
    public void ShapesThatDoNotFitAreRefused()
    {
        var builder = new GraphBuilder();
        var loop = new ScanBuilder(builder, 5, isReversed: false);
        Value x = builder.Apply(new Input(0, new(Shape.Of(4, Dimension.Batch, 2))));
        Assert.Contains("(4, batch, 2)", Assert.Throws<ShapeException>(() => loop.Slice(x)).Message);
        Value state = loop.State(builder.Constant(0).BroadcastTo(Shape.Of(Dimension.Batch, 2)));
        loop.Next(state, state.Sum([1]));
        string message = Assert.Throws<ShapeException>(() => loop.Build()).Message;
        Assert.Contains("(batch, 2)", message);
        Assert.Contains("makes it (batch)", message);
    }

    private static int Indentation(string text, int at) => at - 1 - text.LastIndexOf('\n', at);

    private static Graph Compile(Graph graph) => Pipeline.Run(Differentiate(ScanHoisting.Run(graph)));

    private static Graph Differentiate(Graph graph) => Differentiation.Run(
        graph,
        [.. graph.Nodes.Select(n => n.Operator).OfType<Parameter>().Select(p => p.Index).Distinct()],
        [.. graph.Nodes.Select(n => n.Operator).OfType<Input>().Select(i => i.Index).Distinct()]);

    private static IReadOnlyDictionary<(OutputKind, int), double[]> Interpret(Graph graph) => new GraphInterpreter<double>(3, new RandomLeaves(5).Of).RunOutputs(graph);
}
