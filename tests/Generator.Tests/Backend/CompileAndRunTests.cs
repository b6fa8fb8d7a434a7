using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Small graphs, compiled and run, against expectations computed here.</summary>
public class CompileAndRunTests
{
    private static readonly int[] Batches = [1, 2, 7, 128];

    [Fact]
    public void ElementwiseBroadcastsRowsColumnsAndMiddleAxes()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3, 5))));
        Value middle = builder.Apply(new Parameter(0, Shape.Of(3, 1)));
        Value column = builder.Apply(new Parameter(1, Shape.Of(5)));
        Value outer = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 1, 1))));
        builder.Output(OutputKind.Prediction, 0, (((x + middle) * column) - outer) / 2.5);
        var compiled = CompiledPrograms.Of(builder.ToGraph());
        foreach (int batch in Batches)
        {
            var data = new Leaves();
            using var run = new ProgramRun(compiled.Programs[0], compiled[0], batch, data.Of);
            float[] a = data.Floats(new Input(0, x.Type)), m = data.Floats((Parameter)middle.Node.Operator), c = data.Floats((Parameter)column.Node.Operator), o = data.Floats(new Input(1, outer.Type));
            ReadOnlySpan<float> result = run[OutputKind.Prediction, 0];
            Assert.Equal(batch * 15, result.Length);
            for (int i = 0; i < result.Length; i++)
            {
                Assert.Equal((((a[i] + m[i / 5 % 3]) * c[i % 5]) - o[i / 15]) / 2.5f, result[i], 1e-5f);
            }
        }
    }

    [Fact]
    public void PartsOfRowsAreReadWhereTheyLie()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3, 48))));
        Value middle = builder.Apply(new Parameter(0, Shape.Of(3, 1)));
        Value difference = (x.Slice(2, 32, 16) - x.Slice(2, 16, 16)) * middle;
        builder.Output(OutputKind.Prediction, 0, difference);
        builder.Output(OutputKind.Prediction, 1, (x.Slice(2, 0, 16) * 2).Sum([0]));
        var compiled = CompiledPrograms.Of(builder.ToGraph());
        Assert.DoesNotContain(compiled.Programs[0].Kernels, k => k.Root.Operator is Slice);
        foreach (int batch in Batches)
        {
            var data = new Leaves();
            using var run = new ProgramRun(compiled.Programs[0], compiled[0], batch, data.Of);
            float[] a = data.Floats(x.Node.Operator), m = data.Floats(middle.Node.Operator);
            ReadOnlySpan<float> differences = run[OutputKind.Prediction, 0], sums = run[OutputKind.Prediction, 1];
            for (int i = 0; i < differences.Length; i++)
            {
                int row = i / 16, column = i % 16;
                Assert.Equal((a[(row * 48) + 32 + column] - a[(row * 48) + 16 + column]) * m[row % 3], differences[i], 1e-5f);
            }

            for (int i = 0; i < sums.Length; i++)
            {
                double sum = 0;
                for (int sample = 0; sample < batch; sample++)
                {
                    sum += 2.0 * a[(((sample * 3) + (i / 16)) * 48) + (i % 16)];
                }

                Assert.Equal(sum, sums[i], 1e-3);
            }
        }
    }

    [Fact]
    public void DenseLayerIsOneKernelAndRight()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 6))));
        Value kernel = builder.Apply(new Parameter(0, Shape.Of(6, 19)));
        Value bias = builder.Apply(new Parameter(1, Shape.Of(19)));
        builder.Layer = "hidden1";
        Value y = builder.Apply(new Relu(), builder.Apply(new MatrixProduct(false, false), x, kernel) + bias);
        builder.Output(OutputKind.Prediction, 0, y);
        var compiled = CompiledPrograms.Of(builder.ToGraph());
        Assert.Single(compiled.Programs[0].Kernels);
        Assert.Equal(Dimension.Zero, compiled.Programs[0].WorkspaceLength);
        foreach (int batch in Batches)
        {
            var data = new Leaves();
            using var run = new ProgramRun(compiled.Programs[0], compiled[0], batch, data.Of);
            float[] a = data.Floats(x.Node.Operator), w = data.Floats(kernel.Node.Operator), b = data.Floats(bias.Node.Operator);
            ReadOnlySpan<float> result = run[OutputKind.Prediction, 0];
            for (int i = 0; i < result.Length; i++)
            {
                (int row, int column) = (i / 19, i % 19);
                double sum = b[column];
                for (int k = 0; k < 6; k++)
                {
                    sum += (double)a[(row * 6) + k] * w[(k * 19) + column];
                }

                Assert.Equal(Math.Max(sum, 0), result[i], 1e-5);
            }
        }
    }

    [Fact]
    public void RandomNumbersAreThoseOfTheInterpreter()
    {
        var builder = new GraphBuilder();
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new RandomUniform(3, Shape.Of(Dimension.Batch, 5))) * 2);
        builder.Output(OutputKind.Prediction, 1, builder.Apply(new RandomNormal(4, Shape.Of(Dimension.Batch, 5))));
        Agree(builder.ToGraph());
    }

    [Fact]
    public void ReductionsOfEveryCombinationOfAxes()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3, 1, 17))));
        Value scale = builder.Apply(new Parameter(0, Shape.Of(3, 1, 1)));
        for (int axes = 0; axes < 16; axes++)
        {
            int[] folded = [.. Enumerable.Range(0, 4).Where(axis => (axes >> axis & 1) == 1)];
            builder.Output(OutputKind.Prediction, 3 * axes, (x * scale).Sum(folded, keepDimensions: axes % 2 == 0) * 0.5);
            builder.Output(OutputKind.Prediction, (3 * axes) + 1, (x + scale).Apply(new ReduceMaximum([.. folded], axes % 3 == 0)));
            builder.Output(OutputKind.Prediction, (3 * axes) + 2, x.Apply(new ReduceMinimum([.. folded], true)));
        }

        Agree(builder.ToGraph());
    }

    [Fact]
    public void ProductsOfManyMatricesFinishEachWithItsOwnRows()
    {
        var builder = new GraphBuilder();
        Value left = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 2, 5, 4)))), right = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, 2, 4, 9))));
        Value perMatrix = builder.Apply(new Input(2, new(Shape.Of(Dimension.Batch, 1, 1, 1)))), perRow = builder.Apply(new Parameter(0, Shape.Of(2, 5, 1)));
        Value product = builder.Apply(new MatrixProduct(false, false), left, right);
        builder.Output(OutputKind.Prediction, 0, ((product * perMatrix) + perRow).Apply(new Tanh()));
        builder.Output(OutputKind.Prediction, 1, builder.Apply(new MatrixProduct(true, true), left, left.Apply(new Transpose([0, 1, 3, 2])).Apply(new Transpose([0, 1, 2, 3])).Apply(new Slice(2, 0, 4)).Apply(new Slice(3, 0, 5)).Apply(new Relu())));
        CompiledPrograms compiled = Agree(builder.ToGraph());
        Assert.Contains(compiled.Programs[0].Kernels, k => k.Root.Operator is MatrixProduct && k.Epilogue.Count == 3);
    }

    [Fact]
    public void OldCompilersAndAwkwardNamesAreFine()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3))));
        builder.Layer = "class";
        Value y = x.Apply(new Exp());
        builder.Layer = "batch";
        y = builder.Apply(new MatrixProduct(false, true), y, y);
        builder.Layer = "2d/relu value";
        builder.Output(OutputKind.Prediction, 0, y.Apply(new Softmax()).Sum([0]) * 2);
        var compiled = new CompiledPrograms([Programs.Scheduler.Schedule("Infer", builder.ToGraph())], Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12);
        Agree(builder.ToGraph(), compiled);
    }

    [Fact]
    public void ResultsThatAreLeavesConstantsOrTheSameValueAreCopied()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3))));
        Value y = x * 3;
        builder.Output(OutputKind.Prediction, 0, x);
        builder.Output(OutputKind.Prediction, 1, y);
        builder.Output(OutputKind.Prediction, 2, y.Reshape(Shape.Of(3, Dimension.Batch)));
        builder.Output(OutputKind.Prediction, 3, builder.Constant(7).BroadcastTo(Shape.Of(Dimension.Batch, 2)));
        builder.Output(OutputKind.Metric, 0, builder.Apply(new SampleWeight(0)));
        builder.Output(OutputKind.Loss, 0, builder.Constant(0.25));
        builder.Output(OutputKind.Loss, 1, builder.Apply(new Size(Dimension.Batch * 2)));
        Agree(builder.ToGraph());
    }

    [Fact]
    public void AConstantThatAKernelReadsIsPutInMemory()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 3))));
        Value product = builder.Apply(new MatrixProduct(false, false), x, builder.Constant(0.5).BroadcastTo(Shape.Of(3, 2)));
        Value scaled = builder.Apply(new MatrixProduct(false, false), product.Sum([1], true), builder.Constant(2).Reshape(Shape.Of(1, 1)));
        builder.Output(OutputKind.Prediction, 0, product);
        builder.Output(OutputKind.Prediction, 1, scaled);
        Agree(builder.ToGraph());
    }

    private static CompiledPrograms Agree(Graph graph, CompiledPrograms? compiled = null)
    {
        compiled ??= CompiledPrograms.Of(graph);
        foreach (int batch in Batches)
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], batch, seed: batch)));
        }

        return compiled;
    }
}
