using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Lowering.Losses;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Every loss beside PyTorch; the numbers are from tests/Oracle/losses.py (PyTorch 1.13).</summary>
public class LossTests
{
    private static readonly Dictionary<string, Array> _tensors = new()
    {
        ["Values"] = (double[])[0.5, -1.25, 2.0, -0.75, 0.3, 1.1],
        ["Real"] = (double[])[1.0, -0.5, 0.25, 0.4, 2.0, -1.5],
        ["Positive"] = (double[])[0.2, 0.7, 0.4, 0.9, 0.35, 0.6],
        ["Counts"] = (double[])[1.0, 2.0, 0.5, 3.0, 0.25, 1.5],
        ["Bits"] = (double[])[1, 0, 1, 0, 1, 1],
        ["OneHot"] = (double[])[0, 1, 0, 0, 0, 1],
        ["Labels"] = (int[])[1, 2],
        ["Distribution"] = (double[])[0.2, 0.5, 0.3, 0.6, 0.1, 0.3],
    };

    [Theory]
    [InlineData("MeanSquaredError", "Linear", "Values", "Real", 2.47458333333333)]
    [InlineData("MeanAbsoluteError", "Linear", "Values", "Real", 1.40833333333333)]
    [InlineData("MeanAbsolutePercentageError", "Linear", "Values", "Real", 240.972222222222)]
    [InlineData("MeanSquaredLogarithmicError", "Linear", "Positive", "Counts", 0.224599250292059)]
    [InlineData("Huber", "Linear", "Values", "Real", 0.934375)]
    [InlineData("LogCosh", "Linear", "Values", "Real", 0.828236273224402)]
    [InlineData("BinaryCrossentropy", "Linear", "Positive", "Bits", 1.26548904831548)]
    [InlineData("BinaryCrossentropy of a sigmoid", "Sigmoid", "Values", "Bits", 0.346915942044552)]
    [InlineData("BinaryCrossentropyFromLogits", "Linear", "Values", "Bits", 0.346915942044552)]
    [InlineData("CategoricalCrossentropy", "Linear", "Positive", "OneHot", 0.872525235631224)]
    [InlineData("CategoricalCrossentropy of a softmax", "Softmax", "Values", "OneHot", 1.97836052305897)]
    [InlineData("CategoricalCrossentropyFromLogits", "Linear", "Values", "Distribution", 1.91086052305897)]
    [InlineData("SparseCategoricalCrossentropy", "Linear", "Positive", "Labels", 0.872525235631224)]
    [InlineData("SparseCategoricalCrossentropy of a softmax", "Softmax", "Values", "Labels", 1.97836052305897)]
    [InlineData("SparseCategoricalCrossentropyFromLogits", "Linear", "Values", "Labels", 1.97836052305897)]
    [InlineData("Hinge", "Linear", "Values", "Bits", 0.241666666666667)]
    [InlineData("SquaredHinge", "Linear", "Values", "Bits", 0.13375)]
    [InlineData("CategoricalHinge", "Linear", "Values", "OneHot", 2.225)]
    [InlineData("Poisson", "Linear", "Positive", "Counts", 1.21261785241997)]
    [InlineData("KullbackLeiblerDivergence", "Linear", "Positive", "Distribution", -0.41552012796428)]
    [InlineData("CosineSimilarity", "Linear", "Values", "Real", -0.0988098960387435)]
    [InlineData("Huber of delta 0.6", "Linear", "Values", "Real", 0.665833333333333, "HuberDelta = 0.6")]
    [InlineData("BinaryCrossentropy smoothed by 0.2", "Linear", "Positive", "Bits", 1.18132478152799, "LabelSmoothing = 0.2")]
    [InlineData("BinaryCrossentropy of a sigmoid smoothed by 0.2", "Sigmoid", "Values", "Bits", 0.445249275377885, "LabelSmoothing = 0.2")]
    [InlineData("BinaryCrossentropyFromLogits smoothed by 0.2", "Linear", "Values", "Bits", 0.445249275377885, "LabelSmoothing = 0.2")]
    [InlineData("CategoricalCrossentropy of a softmax smoothed by 0.2", "Softmax", "Values", "OneHot", 1.90002718972564, "LabelSmoothing = 0.2")]
    [InlineData("CategoricalCrossentropyFromLogits smoothed by 0.2", "Linear", "Values", "Distribution", 1.84602718972564, "LabelSmoothing = 0.2")]
    public void TheLossIsThatOfPyTorch(string name, string activation, string prediction, string target, double expected, string setting = "")
    {
        Graph graph = Training(name.Split(' ')[0], activation, setting);
        Array Leaf(Operator op, int length) => op switch
        {
            Input => _tensors[prediction],
            Target => _tensors[target],
            _ => Enumerable.Repeat(1.0, length).ToArray(),
        };
        var interpreter = new GraphInterpreter<double>(2, Leaf);
        Assert.Equal(expected, interpreter.Run(graph, OutputKind.Loss, 0)[0], 1e-9);
        Assert.Equal(expected, interpreter.Run(graph, OutputKind.Loss, 1)[0], 1e-9);
        if (activation != "Linear")
        {
            Assert.DoesNotContain(graph.Nodes, n => n.Operator is Log);
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void TheGradientIsTheSlope(string loss)
    {
        LossRecipe recipe = LossRegistry.Find(loss)!;
        string activation = recipe.Refuse(Head.Softmax) is null && recipe.IsOneOfMany ? "Softmax" : recipe is BinaryCrossentropy ? "Sigmoid" : "Linear";
        Graph graph = Differentiation.Run(Training(loss, activation), [], [0]);
        foreach (int batch in (int[])[1, 2, 7, 128])
        {
            FiniteDifferences.AssertGradients(graph, batch, new(batch, 0.1, 0.9, classes: 3), tolerance: 1e-5);
        }
    }

    [Fact]
    public void EveryMemberOfLossIsLowered() => Assert.Equal(
        Enum.GetNames<Loss>().Where(n => n != nameof(Loss.None)).Order(StringComparer.Ordinal),
        LossRegistry.All.Select(r => r.Member).Order(StringComparer.Ordinal));

    [Fact]
    public void SampleWeightsScaleEachSampleAndTheSumIsOverTheBatch()
    {
        Graph graph = Training("MeanSquaredError", "Linear");
        Array Leaf(Operator op, int length) => op switch
        {
            Input => (double[])[1, 2, 3, 4, 5, 6],
            Target => (double[])[0, 0, 0, 4, 5, 9],
            _ => (double[])[0.5, 2],
        };

        // Samples: (1 + 4 + 9) / 3 and 9 / 3; (0.5 · 14 / 3 + 2 · 3) / 2.
        Assert.Equal(25.0 / 6, new GraphInterpreter<double>(2, Leaf).Run(graph, OutputKind.Loss, 0)[0], 1e-12);
    }

    [Fact]
    public void ACustomLossAndMetricAreInlined()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(CustomLoss = nameof(Cubic), CustomMetrics = [nameof(Largest)])]
            [Input(3)]
            [Activation(Activation.Linear)]
            public partial class Net
            {
                private static Tensor<float> Cubic(Tensor<float> target, Tensor<float> prediction)
                {
                    Tensor<float> error = Abs(prediction - target);
                    return Mean(error * error * error, -1);
                }

                private static Tensor<float> Largest(Tensor<float> target, Tensor<float> prediction) => Max(Abs(prediction - target), -1);
            }
            """);
        Array Leaf(Operator op, int length) => op switch
        {
            Input => (double[])[1, 2, 3, 0, 0, 1],
            Target => (double[])[0, 0, 0, 0, 0, 0],
            _ => Enumerable.Repeat(1.0, length).ToArray(),
        };
        var interpreter = new GraphInterpreter<double>(2, Leaf);
        Assert.Equal((12 + (1.0 / 3)) / 2, interpreter.Run(model.Training!, OutputKind.Loss, 0)[0], 1e-12);
        Assert.Equal([3, 1], interpreter.Run(model.Evaluation!, OutputKind.Metric, 0));
        Assert.Equal("Cubic", model.Outputs[0].Loss);
        Assert.Equal(["Largest"], model.Outputs[0].CustomMetrics);
    }

    /// <summary>Two sequences of two steps: ((1 + 2) / 2 + (3 + 6) / 2) / 2, as the built-in loss of the same formula.</summary>
    [Theory]
    [InlineData("CustomLoss = nameof(Distance), CustomMetrics = [nameof(Distance)]")]
    [InlineData("Loss = Loss.MeanAbsoluteError, CustomMetrics = [nameof(Distance)]")]
    public void ALossForEachStepCountsByItsMean(string loss)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model({{loss}})]
            [Input(2, 2)]
            [Activation(Activation.Linear)]
            public partial class Net
            {
                private static Tensor<float> Distance(Tensor<float> target, Tensor<float> prediction) => Mean(Abs(target - prediction), -1);
            }
            """);
        var interpreter = new GraphInterpreter<double>(2, (op, length) => op switch
        {
            Input => (double[])[0, 2, -1, 3, 3, 3, 0, 12],
            Target => new double[length],
            _ => Enumerable.Repeat(1.0, length).ToArray(),
        });
        Assert.Equal(3, interpreter.Run(model.Training!, OutputKind.Loss, 0)[0], 1e-12);
        Assert.Equal([1.5, 4.5], interpreter.Run(model.Evaluation!, OutputKind.Metric, 0));
    }

    [Fact]
    public void AnOutputWithoutLossOptsOutOfTheModels()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError])]
            [Output("trained")]
            [Output("watched", Loss = Loss.None)]
            public partial class Net
            {
                [Dense(3)] private partial Tensor<float> Left(Tensor<float> x);
                [Dense(2)] private partial Tensor<float> Right(Tensor<float> x);
                public (Tensor<float> trained, Tensor<float> watched) Forward([Shape(4)] Tensor<float> x) => (Left(x), Right(x));
            }
            """);
        Assert.Equal(["MeanSquaredError", ""], model.Outputs.Select(o => o.Loss));
        Assert.NotNull(model.Outputs[0].Target);
        Assert.Null(model.Outputs[1].Target);
        Assert.Equal([1, 0], model.Outputs.Select(o => o.Metrics.Count));
        Assert.Equal([0], model.Training!.Nodes.Select(n => n.Operator).OfType<Target>().Select(t => t.Index));
    }

    public static TheoryData<string> Members => [.. LossRegistry.All.Select(r => r.Member)];

    private static Graph Training(string loss, string activation, string setting = "") => LoweringHarness.Model($$"""
        [Model(Loss = Loss.{{loss}}{{(setting.Length > 0 ? ", " + setting : "")}})]
        [Input(3)]
        [Activation(Activation.{{activation}})]
        public partial class Net;
        """).Training!;
}
