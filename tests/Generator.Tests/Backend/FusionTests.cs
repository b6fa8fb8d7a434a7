using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Which nodes share a kernel.</summary>
public class FusionTests
{
    [Fact]
    public void TrainingStepOfAClassifierHasOneKernelForEachContractionAndReduction()
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10));
        Assert.Equal(
            [
                "hidden1: MatrixProduct Add Relu",
                "output: MatrixProduct Add",
                "output: Softmax",
                "loss: SparseSoftmaxCrossEntropy",
                "loss: Multiply ReduceSum Divide Copy",
                "loss: Divide BroadcastTo Multiply",
                "loss: Subtract Multiply",
                "output: ReduceSum",
                "output: MatrixProduct Less Select",
                "output: MatrixProduct",
                "hidden1: ReduceSum",
                "hidden1: MatrixProduct",
            ],
            Kernels(program));
    }

    [Fact]
    public void DenseOnSequencesIsOneProductWithAnEpilogue()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5, 8))));
        Value product = builder.Apply(new MatrixProduct(false, false), x.Reshape(Shape.Of(Dimension.Batch * 5, 8)), builder.Apply(new Parameter(0, Shape.Of(8, 4))));
        Value y = (product.Reshape(Shape.Of(Dimension.Batch, 5, 4)) + builder.Apply(new Parameter(1, Shape.Of(4)))).Apply(new Tanh());
        builder.Output(OutputKind.Prediction, 0, y);
        Assert.Equal([": MatrixProduct Add Tanh"], Kernels(Scheduler.Schedule("Infer", builder.ToGraph())));
    }

    [Fact]
    public void CheapValuesAreRecomputedAndCostlyOnesSaved()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8))));
        Value weights = builder.Apply(new Parameter(0, Shape.Of(8, 8)));
        Value cheap = x * 2;
        Value costly = x.Apply(new Tanh());
        Value first = builder.Apply(new MatrixProduct(false, false), x, weights);
        builder.Output(OutputKind.Prediction, 0, cheap.Apply(new Sin()).Sum([0, 1]));
        builder.Output(OutputKind.Prediction, 1, first + cheap);
        builder.Output(OutputKind.Prediction, 2, costly.Sum([0]));
        builder.Output(OutputKind.Prediction, 3, costly.Sum([1]));
        Program program = Scheduler.Schedule("Infer", builder.ToGraph());
        Assert.Equal([": MatrixProduct Multiply Add", ": Multiply Sin ReduceSum", ": ReduceSum", ": ReduceSum", ": Tanh"], Kernels(program).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ALoopCallsOneFunctionOnProcessorsAndAnyNumberOnDevices()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8)))), y = builder.Apply(new Input(1, x.Type));
        builder.Output(OutputKind.Prediction, 0, (x.Apply(new Sigmoid()) * y.Apply(new Tanh())) + 1);
        Assert.Equal([": Sigmoid", ": Tanh Multiply Add"], Kernels(Scheduler.Schedule("Infer", builder.ToGraph())));
        Assert.Equal([": Sigmoid Tanh Multiply Add"], Kernels(Scheduler.Schedule("Infer", builder.ToGraph(), Fusing.Everything)));
    }

    [Theory]
    [InlineData(16, new[] { ": MatrixProduct", ": Subtract" })]
    [InlineData(10, new[] { ": MatrixProduct", ": Slice", ": Slice", ": Subtract" })]
    public void LoopsReadPartsOfRowsInPlaceWhereVectorsFit(int length, string[] kernels)
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8))));
        Value product = builder.Apply(new MatrixProduct(false, false), x, builder.Apply(new Parameter(0, Shape.Of(8, 3 * length))));
        builder.Output(OutputKind.Prediction, 0, product.Slice(1, length, length) - product.Slice(1, 0, length));
        Assert.Equal(kernels, Kernels(Scheduler.Schedule("Infer", builder.ToGraph())));
    }

    [Fact]
    public void FusingNeverMakesKernelsWaitForEachOther()
    {
        // total reads product directly and through its sum: the sum must be complete first, so the two kernels stay apart.
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8))));
        Value product = builder.Apply(new MatrixProduct(false, false), x, builder.Apply(new Parameter(0, Shape.Of(8, 6))));
        builder.Output(OutputKind.Prediction, 0, product / product.SumLast());
        Assert.Equal([": MatrixProduct", ": ReduceSum", ": Divide"], Kernels(Scheduler.Schedule("Infer", builder.ToGraph())));
    }

    [Fact]
    public void NewValuesOfParametersComeAfterAllReadersOfTheOldOnes()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 8))));
        Value a = builder.Apply(new Parameter(0, Shape.Of(8))), b = builder.Apply(new Parameter(1, Shape.Of(8)));
        builder.Output(OutputKind.Update, 0, b);
        builder.Output(OutputKind.Update, 1, a * 2);
        builder.Output(OutputKind.Prediction, 0, x * (a + b).Apply(new Exp()));
        Program program = Scheduler.Schedule("Train", builder.ToGraph());
        int[] updates = [.. program.Kernels.Where(k => k.Results.Any(r => program.Graph.Outputs.Any(o => o.Kind == OutputKind.Update && o.Node == r))).Select(k => k.Index)];
        Assert.Equal(2, updates.Length);
        Assert.Equal([program.Kernels.Count - 2, program.Kernels.Count - 1], updates);
        Assert.All(updates, u => Assert.DoesNotContain(program.Kernels[u].Inputs, i => program.Graph[program.Graph.Owner(i)].Operator is Parameter));
    }

    /// <summary>A residual block as it predicts: each convolution takes its normalization, the sum and the activations with it; zeros around are never stored.</summary>
    [Fact]
    public void InferenceOfAResidualBlockIsItsConvolutions()
    {
        Generator.Lowering.LoweredModel model = Tests.Lowering.LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [ZeroPadding2D(1)] private partial Tensor<float> Around(Tensor<float> x);
                [Conv2D(8, 3)] private partial Tensor<float> First(Tensor<float> x);
                [BatchNormalization] private partial Tensor<float> Normal1(Tensor<float> x);
                [Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] private partial Tensor<float> Second(Tensor<float> x);
                [BatchNormalization] private partial Tensor<float> Normal2(Tensor<float> x);
                [Conv2D(8, 1)] private partial Tensor<float> Shortcut(Tensor<float> x);
                public Tensor<float> Forward([Shape(6, 6, 4)] Tensor<float> x) => Relu(Normal2(Second(Relu(Normal1(First(Around(x)))))) + Shortcut(x));
            }
            """);
        Program program = Scheduler.Schedule("Infer", Passes.Pipeline.Run(model.Inference));
        Kernel[] large = [.. program.Kernels.Where(k => k.Root.Shape.Rank == 4)];
        Assert.All(large, k => Assert.IsType<Convolution>(k.Root.Operator));
        Assert.Equal(3, large.Length);

        // The sum waits for the convolution that comes last, and is finished with it.
        Assert.Contains(large, k => k.Root.Layer == "shortcut" && k.Epilogue.Any(n => program.Graph[n].Layer == "normal2") && program.Graph[k.Results[^1]].Operator is Relu);
        Assert.Contains(large, k => k.Root.Layer == "first" && ((Convolution)k.Root.Operator).Sliding.Before.SequenceEqual([1, 1]));
    }

    private static string[] Kernels(Program program) => [.. program.Kernels.Select(k => $"{k.Root.Layer}: {string.Join(" ", k.Nodes.Select(n => program.Graph[n].Operator.GetType().Name))}")];
}
