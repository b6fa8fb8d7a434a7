using Compiled.Generator.Emitting;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.OperatorRules;

namespace Compiled.Generator.Tests.Backend;

public class ShaderTests
{
    [Theory]
    [InlineData(1.0, "1.0f")]
    [InlineData(-2.0, "-2.0f")]
    [InlineData(0.5, "0.5f")]
    [InlineData(1e-7, "1E-07f")]
    [InlineData(double.PositiveInfinity, "asfloat(0x7f800000u)")]
    [InlineData(double.NegativeInfinity, "asfloat(0xff800000u)")]
    [InlineData(double.NaN, "asfloat(0x7fc00000u)")]
    public void A_constant_is_a_literal_of_hlsl(double value, string expected) => Assert.Equal(expected, HlslPrinter.Constant(value));

    [Fact]
    public void An_expression_is_printed_with_the_operators_of_hlsl()
    {
        ScalarExpression x = new ScalarVariable("x");
        Assert.Equal("((x < 0.0f) ? (-x) : (x * 2.0f))", HlslPrinter.Print(ScalarExpression.Select(ScalarExpression.Less(x, 0), -x, x * 2)));
        Assert.Equal("Tanh((x + 1.0f))", HlslPrinter.Print(ScalarExpression.Call(ScalarFunction.Tanh, x + 1)));
    }

    /// <summary>A function that is printed by name is a template, or one of the language's own.</summary>
    [Fact]
    public void Every_scalar_function_has_its_hlsl()
    {
        ScalarExpression[] x = [new ScalarVariable("x"), new ScalarVariable("y"), new ScalarVariable("z")];
        foreach (ScalarFunction function in Enum.GetValues<ScalarFunction>())
        {
            string text = HlslPrinter.Print(new ScalarCall(function, x));
            if (char.IsUpper(text[0]))
            {
                Assert.Contains(text.Substring(0, text.IndexOf('(')), ShaderTemplate.Functions);
            }
        }
    }

    [Fact]
    public void A_function_comes_with_those_that_it_calls_before_it()
    {
        string functions = ShaderTemplate.FunctionsOf("float y = Sigmoid(x);");
        Assert.True(functions.IndexOf("float ExpOfReduced(", StringComparison.Ordinal) < functions.IndexOf("float Exp(", StringComparison.Ordinal));
        Assert.True(functions.IndexOf("float Exp(", StringComparison.Ordinal) < functions.IndexOf("float Sigmoid(", StringComparison.Ordinal));
        Assert.DoesNotContain("float Tanh(", functions, StringComparison.Ordinal);
        Assert.Equal("", ShaderTemplate.FunctionsOf("y = exp(x) + MyExp(x);"));
    }

    [Fact]
    public void Names_are_ascii_and_no_words_of_hlsl()
    {
        var names = new HlslNames(HlslNames.Reserved);
        Assert.Equal("sample2", names.Unique("sample"));
        Assert.Equal("params", names.Unique("@params"));
        Assert.Equal("gru00f6u00dfe", names.Unique("größe"));
        Assert.Equal("gru00f6u00dfe2", names.Inner().Unique("größe"));
        Assert.Equal("_1", names.Unique("1"));
    }

    /// <summary>No operator is the processor's alone: each is written for devices, in the loops of a scan too.</summary>
    [Fact]
    public void Every_operator_is_written_for_devices()
    {
        var written = new HashSet<Type>();
        foreach (Graph graph in OperatorCase.All.Values.Select(c => c.ToGraph()).Concat(ScanCases.All.Values.Select(Pipeline.Run)).Append(Random()))
        {
            Program program = Scheduler.Schedule("Train", graph, Fusing.Everything);
            ModelNames names = CompiledPrograms.NamesOf(program.Graph);
            foreach (Program form in new[] { program, ReadThrough.OnDevices(program) })
            {
                var recorder = new ShaderRecorder("Case.Train", "TrainShaders", new(form.WorkspaceLength));
                recorder.Record(form, new(form, new(form, names), names));
            }

            written.UnionWith(program.Kernels.SelectMany(k => k.Nodes).Select(n => program.Graph[n].Operator.GetType()));
        }

        Assert.DoesNotContain(Registry.All, op => !written.Contains(op) && !WithoutKernel.Reasons.ContainsKey(op));

        static Graph Random()
        {
            var builder = new GraphBuilder();
            builder.Output(OutputKind.Prediction, 0, builder.Apply(new RandomUniform(0, Shape.Of(Dimension.Batch, 3))));
            builder.Output(OutputKind.Prediction, 1, builder.Apply(new RandomNormal(1, Shape.Of(Dimension.Batch, 3))));
            return builder.ToGraph();
        }
    }

    /// <summary>A product is cut by its sizes alone: large ones into large tiles, narrow ones into narrow tiles, and a great depth into parts where there are few tiles.</summary>
    [Theory]
    [InlineData(4096, 4096, 64, 128, 128, 1)]
    [InlineData(500, 784, 64, 64, 64, 1)]
    [InlineData(25, 20, 50176, 32, 32, 64)]
    [InlineData(64, 7, 5001, 64, 16, 39)]
    public void A_product_is_cut_by_its_sizes(int rows, int columns, int depth, int tileRows, int tileColumns, int parts)
    {
        ProductTiles tiles = ProductTiles.Of(1, rows, columns, depth);
        Assert.Equal((tileRows, tileColumns, parts), (tiles.Rows, tiles.Columns, tiles.Parts));
    }

    /// <summary>Tiles reach as many columns as a dispatch may have groups; beyond them each element has a thread, whose loop has no end.</summary>
    [Theory]
    [InlineData(65535 * 64, "TiledProduct")]
    [InlineData((65535 * 64) + 1, "NarrowProduct")]
    public void A_product_of_more_columns_than_tiles_reach_is_no_tiles(int columns, string template)
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(2, 3)))), y = builder.Apply(new Input(1, new(Shape.Of(3, columns))));
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new MatrixProduct(false, false), x, y));
        Program program = Scheduler.Schedule("Infer", builder.ToGraph());
        ModelNames names = CompiledPrograms.NamesOf(program.Graph);
        var emitter = new ShaderKernelEmitter(program.Graph, new(program, new(program, names), names), new(program.WorkspaceLength));
        Assert.Equal(template, Assert.Single(emitter.Emit(Assert.Single(program.Kernels))).Templates.Last());
    }

    [Theory]
    [InlineData(1, 256, 1)]
    [InlineData(10, 256, 8)]
    [InlineData(784, 256, 256)]
    [InlineData(3, 8, 2)]
    public void A_row_is_shared_by_no_more_threads_than_it_has_elements(int elements, int most, int expected) => Assert.Equal(expected, ShaderKernelEmitter.Lanes(elements, most));

    [Fact]
    public void A_row_of_unknown_length_is_shared_by_all() => Assert.Equal(256, ShaderKernelEmitter.Lanes(Dimension.Batch, 256));

    /// <summary>A kernel that reads what the last one wrote waits; one that shares nothing with it does not.</summary>
    [Fact]
    public void Barriers_stand_between_kernels_that_depend_on_each_other()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8, 3)))), y = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 8, 3))));
        Value left = x.Apply(new Transpose(EquatableArray.Of(0, 2, 1))), right = y.Apply(new Transpose(EquatableArray.Of(0, 2, 1)));
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new MatrixProduct(false, true), left, right));
        Program program = Scheduler.Schedule("Infer", builder.ToGraph());
        Assert.Equal([nameof(Transpose), nameof(Transpose), nameof(MatrixProduct)], program.Kernels.Select(k => k.Root.Operator.GetType().Name));
        Assert.Equal([false, false, true], Hazards.Barriers(program));
    }

    /// <summary>What only moves elements is read through by loops, not by products, and whatever it reads lives until then.</summary>
    [Fact]
    public void Movements_are_read_through_by_loops()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 4, 6)))), y = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 3, 4)))), kernel = builder.Apply(new Input(2, new(Shape.Of(3, 5))));
        Value turned = (x + x).Apply(new Slice(2, 1, 3)).Apply(new Transpose(EquatableArray.Of(0, 2, 1)));
        builder.Output(OutputKind.Prediction, 0, turned * y);
        builder.Output(OutputKind.Prediction, 1, builder.Apply(new MatrixProduct(true, false), builder.Apply(new Slice(0, 1, 2), kernel), builder.Apply(new Slice(0, 0, 2), kernel)));
        Program program = ReadThrough.OnDevices(Scheduler.Schedule("Infer", builder.ToGraph()));
        Assert.Equal(["Add", "Multiply", "Slice", "Slice", "MatrixProduct"], program.Kernels.Select(k => k.Root.Operator.GetType().Name).OrderBy(name => name switch { "Add" => 0, "Multiply" => 1, "Slice" => 2, _ => 3 }));
        Kernel loop = program.Kernels.Single(k => k.Root.Operator is Multiply);
        Assert.Equal([nameof(Slice), nameof(Transpose)], loop.Through.Select(n => program.Graph[n].Operator.GetType().Name));
        Assert.Contains(program.Kernels.Single(k => k.Root.Operator is Add).Root.Id, loop.Inputs);
        Assert.True(program.WorkspaceLength.Evaluate(_ => 10) >= 10 * 4 * 6);
    }

    /// <summary>Memory that is used again must not be written while its last reader runs.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Barriers_keep_memory_that_is_used_again(bool isForDevices)
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10));
        program = isForDevices ? ReadThrough.OnDevices(program) : program;
        IReadOnlyList<bool> barriers = Hazards.Barriers(program);
        Dictionary<int, Compiled.Generator.Programs.Buffer> buffers = program.Buffers.ToDictionary(b => b.Node);
        long Batch(string _) => 32;
        for (int later = 0; later < program.Kernels.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                bool reuses = program.Kernels[later].Results.Any(w => program.Kernels[earlier].Results.Concat(program.Kernels[earlier].Inputs.Select(program.Graph.Owner))
                    .Where(buffers.ContainsKey).Any(r => Overlap(buffers[w], buffers[r])));
                Assert.True(!reuses || barriers.Skip(earlier + 1).Take(later - earlier).Any(b => b), $"kernels {earlier} and {later} share memory without a barrier between them");
            }
        }

        bool Overlap(Compiled.Generator.Programs.Buffer a, Compiled.Generator.Programs.Buffer b) => a.Storage == Storage.Workspace && b.Storage == Storage.Workspace
            && a.Offset.Evaluate(Batch) < b.Offset.Evaluate(Batch) + b.Length.Evaluate(Batch)
            && b.Offset.Evaluate(Batch) < a.Offset.Evaluate(Batch) + a.Length.Evaluate(Batch);
    }
}
