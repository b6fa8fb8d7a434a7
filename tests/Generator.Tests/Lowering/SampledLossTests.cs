using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Losses over a sample of the classes: beside PyTorch (tests/Oracle/sampled.py, PyTorch 1.13) and beside the loss over all classes.</summary>
public class SampledLossTests
{
    [Theory]
    [InlineData("SampledSoftmax", 3.30393374466412, new[] { -0.11148948574056, 0.195250546252769, 0, 0, 0, 0, 0, 0, -0.279987334903803, -0.3025556053248, -0.0238969381490917, -0.00705780456490215, 0, 0, 0, 0, 0, 0, 0.130643404868059, 0.0313969029281277, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.284730353925396, 0.0829659607088047, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { -0.0870445100267402, 0, 0, 0, -0.332735578479539, 0.146534581739161, 0, 0, 0, 0.570172345985386, 0, 0, 0, 0, 0, 0, 0, -0.296926839218268, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("NoiseContrastiveEstimation", 9.8972237182542, new[] { 0.120779391277271, -0.0364182637442398, 0, 0, 0, 0, 0, 0, -0.223357851426579, -0.241361524319068, 0.0493324985145478, 0.0462534943686165, 0, 0, 0, 0, 0, 0, 0.358817804192762, 0.12238136433973, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0244259130682395, 0.00711732808236954, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 1.87416285233363, 0, 0, 0, -0.265437377472463, 0.711124330400535, 0, 0, 0, 2.20389916667295, 0, 0, 0, 0, 0, 0, 0, -0.0254722022516534, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void LossAndGradientsAreThoseOfPyTorch(string layer, double loss, double[] kernel, double[] bias)
    {
        LoweredModel model = LoweringHarness.Model(Chain($"[{layer}(50, Negatives = 7)]"));
        IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> results = Train(model, (op, length) => op switch
        {
            Target => new[] { 4, 0, 17 },
            SampleWeight => Ones(length),
            Parameter { Index: 0 } => Wave(Math.Cos, length),
            _ => Wave(Math.Sin, length),
        });
        Assert.Equal(loss, results[(OutputKind.Loss, 0)][0], 1e-12);
        AssertClose(kernel, results[(OutputKind.Gradient, 0)], 1e-12);
        AssertClose(bias, results[(OutputKind.Gradient, 1)], 1e-12);
    }

    /// <summary>Of a great sample, the estimated sum over all classes is the sum.</summary>
    [Fact]
    public void TheSampledSoftmaxBecomesTheWholeOne()
    {
        LoweredModel sampled = LoweringHarness.Model(Chain("[SampledSoftmax(12, Negatives = 100000)]"));
        LoweredModel whole = LoweringHarness.Model(Chain("[Dense(12, Activation = Activation.Softmax)]"));
        var expected = Train(whole, (op, length) => op is Parameter { Index: 0 } ? Transposed(Wave(Math.Cos, length), 12) : Leaf(op, length));
        var actual = Train(sampled, Leaf);
        Assert.Equal(expected[(OutputKind.Loss, 0)][0], actual[(OutputKind.Loss, 0)][0], 0.01);
        AssertClose(expected[(OutputKind.Gradient, 1)], actual[(OutputKind.Gradient, 1)], 0.01);
        AssertClose(expected[(OutputKind.Gradient, 0)], Transposed(actual[(OutputKind.Gradient, 0)], 12), 0.01);
    }

    /// <summary>Of scores that are logarithms of probabilities, the gradient becomes that of the likelihood: p, less one at the right class (Mnih and Teh 2012).</summary>
    [Fact]
    public void TheGradientOfNoiseContrastiveEstimationBecomesThatOfTheLikelihood()
    {
        LoweredModel model = LoweringHarness.Model(Chain("[NoiseContrastiveEstimation(8, Negatives = 100000)]"));
        double[] probabilities = [.. Enumerable.Range(1, 8).Select(i => i / 36.0)];
        double[] gradient = Train(model, (op, length) => op switch
        {
            Parameter { Index: 0 } => new double[length],
            Parameter => probabilities.Select(p => Math.Log(p)).ToArray(),
            _ => Leaf(op, length),
        })[(OutputKind.Gradient, 1)];
        AssertClose([.. probabilities.Select((p, c) => p - (c is 0 or 4 or 7 ? 1.0 / 3 : 0))], gradient, 0.01);
    }

    [Theory]
    [InlineData("SampledSoftmax")]
    [InlineData("NoiseContrastiveEstimation")]
    public void PredictionsAndEvaluationAreOverAllClasses(string layer)
    {
        LoweredModel sampled = LoweringHarness.Model(Chain($"[{layer}(12, Negatives = 2)]"));
        LoweredModel whole = LoweringHarness.Model(Chain("[Dense(12, Activation = Activation.Softmax)]"));
        Assert.Equal(Run(whole, whole.Inference, OutputKind.Prediction), Run(sampled, sampled.Inference, OutputKind.Prediction));
        Assert.Equal(Run(whole, whole.Evaluation!, OutputKind.Loss), Run(sampled, sampled.Evaluation!, OutputKind.Loss));

        double[] Run(LoweredModel model, Graph graph, OutputKind kind) => new GraphInterpreter<double>(3, (op, length) =>
            op is Parameter { Index: 0 } && model == whole ? Transposed(Wave(Math.Cos, length), 12) : Leaf(op, length)).Run(graph, kind, 0);
    }

    /// <summary>Only rows that are right or drawn have gradients, and training has no product with all classes but for metrics.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData(", Metrics = [Metric.Accuracy]", true)]
    public void TrainingComputesNoOtherClass(string metrics, bool computesAll)
    {
        LoweredModel model = LoweringHarness.Model(Chain("[SampledSoftmax(1000, Negatives = 5)]").Replace("entropy)", $"entropy{metrics})", StringComparison.Ordinal));
        Graph training = Pipeline.Run(Differentiation.Run(model.Training!, [0, 1], []));
        Assert.Equal(computesAll, training.Nodes.Any(n => n.Operator is MatrixProduct && n.Shape[1] == Dimension.Constant(1000)));
        Assert.Equal(computesAll, training.Outputs.Any(o => o.Kind == OutputKind.Prediction));
        Assert.Equal(2, training.Nodes.Count(n => n.Operator is ScatterAdd));
    }

    [Theory]
    [InlineData("Loss.CategoricalCrossentropy", "[SampledSoftmax(12)]")]
    [InlineData("Loss.SparseCategoricalCrossentropy", "[SampledSoftmax(12)] [Dense(3, Activation = Activation.Softmax)]")]
    [InlineData("Loss.MeanSquaredError", "[NoiseContrastiveEstimation(12)]")]
    public void WhatIsNoOutputWithItsLossIsRefused(string loss, string layers) =>
        Assert.Contains("SparseCategoricalCrossentropy", LoweringHarness.Finding("CMP0124", Chain(layers).Replace("Loss.SparseCategoricalCrossentropy", loss, StringComparison.Ordinal)).Message);

    [Theory]
    [InlineData("CMP0010", "[SampledSoftmax(0)]", "Classes")]
    [InlineData("CMP0010", "[NoiseContrastiveEstimation(5, Negatives = 0)]", "Negatives")]
    [InlineData("CMP0114", "[SampledSoftmax(16777217)]", "16777217", "16777216")]
    [InlineData("CMP0114", "[SampledSoftmax(5, Activation = Activation.Relu)]", "Activation", "softmax")]
    public void SettingsOutOfRangeAreRefused(string id, string layers, params string[] named)
    {
        (string message, _) = LoweringHarness.Finding(id, Chain(layers));
        Assert.All(named, part => Assert.Contains(part, message));
    }

    private static string Chain(string layers) => $"""
        [Model(Loss = Loss.SparseCategoricalCrossentropy)]
        [Input(2)]
        {layers}
        public partial class Net;
        """;

    /// <summary>Losses and gradients of a training step.</summary>
    private static IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> Train(LoweredModel model, Func<Operator, int, Array> leaf)
    {
        Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Select(p => p.Index)], []);
        return new GraphInterpreter<double>(3, leaf) { Seed = 7, Step = 3 }.RunOutputs(graph);
    }

    private static Array Leaf(Operator op, int length) => op switch
    {
        Target => new[] { 4, 0, 7 },
        SampleWeight => Ones(length),
        Parameter { Index: 0 } => Wave(Math.Cos, length),
        _ => Wave(Math.Sin, length),
    };

    private static double[] Ones(int length) => [.. Enumerable.Repeat(1.0, length)];

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];

    /// <summary>A matrix of <paramref name="rows"/> rows, with its columns behind each other.</summary>
    private static double[] Transposed(double[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        return [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % rows * columns) + (i / rows)])];
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
