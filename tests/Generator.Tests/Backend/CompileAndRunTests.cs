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
}
