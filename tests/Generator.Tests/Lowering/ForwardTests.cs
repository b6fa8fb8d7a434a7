using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>What <c>Forward</c> computes on x = (1, 2, 3) and y = (4, 5, 6): one sample, literal expectations.</summary>
public class ForwardTests
{
    [Fact]
    public void ConcatenateTakesTheLastAxisWhereNoneIsNamed()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                [Dense(30, Activation = Activation.Relu)] private partial Tensor<float> Hidden1(Tensor<float> x);
                [Dense(20, Activation = Activation.Relu)] private partial Tensor<float> Hidden2(Tensor<float> x);
                [Dense(1)]                                private partial Tensor<float> Output(Tensor<float> x);

                public Tensor<float> Forward([Shape(5, 8)] Tensor<float> features)
                    => Output(Concatenate(features, Hidden2(Hidden1(features))));
            }
            """);
        Assert.Equal("(batch, 5, 28)", Assert.Single(model.Inference.Nodes, n => n.Operator is Concatenate).Shape.ToString());
    }

    [Fact]
    public void AMethodWithSeveralLayersIsTheStackOfThem()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                [Dense(8, UseBias = false)]
                [BatchNormalization]
                [Activation(Activation.Relu)]
                [Dense(4, Name = "narrow")]
                [Dense(2)]
                private partial Tensor<float> Stem(Tensor<float> x);

                [Frozen]
                [Dense(8)]
                [Dense(1)]
                private partial Tensor<float> Head(Tensor<float> x);

                public Tensor<float> Forward([Shape(3)] Tensor<float> x) => Head(Stem(x));
            }
            """);
        Assert.Equal(
            ["stem_dense", "stem_batch_normalization", "stem_activation", "narrow", "stem_dense_2", "head_dense", "head_dense_1"],
            model.Layers.Select(l => l.Name));
        Assert.Equal(["stem_dense_2"], model.Layers[5].ConnectedTo);
        Assert.All(model.Parameters, p => Assert.Equal(!p.Layer.StartsWith("head", StringComparison.Ordinal) && !p.Role.StartsWith("moving", StringComparison.Ordinal), p.IsTrainable));
    }

    private static string Source(string body) => $$"""
        [Model]
        public partial class Net
        {
            private const int Count = 3;

            private static Tensor<float> Twice(Tensor<float> x, int times = 1)
            {
                for (int i = 0; i < times; i++)
                {
                    x = x * 2;
                }

                return x;
            }

            private static (Tensor<float> sum, Tensor<float> difference) Both(Tensor<float> a, Tensor<float> b) => (a + b, a - b);

            public Tensor<float> Forward([Shape(3)] Tensor<float> x, [Shape(3)] Tensor<float> y)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("return x + y;", new double[] { 5, 7, 9 })]
    [InlineData("return 2 - x * 0.5f + y;", new double[] { 5.5, 6, 6.5 })]
    [InlineData("return -x / y;", new double[] { -0.25, -0.4, -0.5 })]
    [InlineData("return Twice(x) + Twice(y, times: 2);", new double[] { 18, 24, 30 })]
    [InlineData("var (sum, difference) = Both(x, y); return sum * difference;", new double[] { -15, -21, -27 })]
    [InlineData("var pair = Both(x, y); return pair.difference + pair.sum;", new double[] { 2, 4, 6 })]
    [InlineData("Tensor<float> h = y; for (int i = 0; i < Count; i++) { if (i % 2 == 0) { h = h + x; } else { h = h * 2; } } return h;", new double[] { 11, 16, 21 })]
    [InlineData("float factor = 7 / 2; return x * factor + 0 * y;", new double[] { 3, 6, 9 })]
    [InlineData("float factor = 7 / 2f; return x * factor + 0 * y;", new double[] { 3.5, 7, 10.5 })]
    [InlineData("int n = (int)x.Lengths[1]; return x * (n > 2 ? n : 1) + 0 * y;", new double[] { 3, 6, 9 })]
    [InlineData("return x * MathF.Sqrt(16f) + 0 * y;", new double[] { 4, 8, 12 })]
    [InlineData("Tensor<float> h = 0 * y; foreach (int i in new[] { 1, 2 }) { h = h + x * i; } return h;", new double[] { 3, 6, 9 })]
    [InlineData("return Average(x, y, x);", new double[] { 2, 3, 4 })]
    [InlineData("return Concatenate(x, y);", new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("return Slice(Concatenate(x, y), 1, 2, 3);", new double[] { 3, 4, 5 })]
    [InlineData("return Sum(x * y, -1, keepDimensions: true);", new double[] { 32 })]
    [InlineData("return Dot(x, y);", new double[] { 32 })]
    [InlineData("return Mean(Stack(1, x, y), 1);", new double[] { 2.5, 3.5, 4.5 })]
    [InlineData("return Reshape(MatMul(Reshape(x, -1, 3, 1), Reshape(y, -1, 1, 3)), -1, 9);", new double[] { 4, 5, 6, 8, 10, 12, 12, 15, 18 })]
    [InlineData("return Reshape(Transpose(Stack(1, x, y), 0, 2, 1), x.Lengths[0], 6);", new double[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData("return Where(Greater(y, x * 2.2f), y, x);", new double[] { 4, 5, 3 })]
    [InlineData("return Clip(x - y + 4, 0.5, 1.0) + Max(x, -1, true) + Min(y, -1, true);", new double[] { 8, 8, 8 })]
    [InlineData("return BroadcastTo(ExpandDims(Flatten(x), 1), x.Lengths[0], 2, 3) * ExpandDims(y, 1);", new double[] { 4, 10, 18, 4, 10, 18 })]
    public void ForwardComputesAsCSharpDoes(string body, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model(Source(body));
        double[] actual = new GraphInterpreter<double>(1, (op, _) => op is Input { Index: 0 } ? (double[])[1, 2, 3] : (double[])[4, 5, 6]).Run(model.Inference, OutputKind.Prediction, 0);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void TokenIdsBecomeVectors()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(2)] Tensor<int> ids) => Flatten(OneHot(ids, 3)) + Tile(ToFloat(ids));

                private static Tensor<float> Tile(Tensor<float> x) => Concatenate(x, x, x);
            }
            """);
        double[] actual = new GraphInterpreter<double>(1, (_, _) => (int[])[2, 0]).Run(model.Inference, OutputKind.Prediction, 0);
        Assert.Equal([0 + 2, 0 + 0, 1 + 2, 1 + 0, 0 + 2, 0 + 0], actual);
        Assert.Equal("(batch, 2) of int", model.Inputs[0].Type.ToString());
    }

    [Fact]
    public void AModelInsideMayHaveSeveralOutputs()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Inner
            {
                public (Tensor<float> sum, Tensor<float> product) Forward([Shape(2)] Tensor<float> a, [Shape(2)] Tensor<float> b) => (a + b, a * b);
            }

            [Model]
            public partial class Net
            {
                private partial Inner Inner { get; }

                public (Tensor<float> first, Tensor<float> second) Forward([Shape(2)] Tensor<float> x, [Shape(2)] Tensor<float> y)
                {
                    (Tensor<float> sum, Tensor<float> product) = Inner.Forward(x, y);
                    return (product - sum, Inner.Forward(sum, product).sum);
                }
            }
            """);
        var interpreter = new GraphInterpreter<double>(1, (op, _) => op is Input { Index: 0 } ? (double[])[1, 2] : (double[])[3, 5]);
        Assert.Equal([-1, 3], interpreter.Run(model.Inference, OutputKind.Prediction, 0));
        Assert.Equal([7, 17], interpreter.Run(model.Inference, OutputKind.Prediction, 1));
        Assert.Equal(["first", "second"], model.Outputs.Select(o => o.Name));
    }

    [Fact]
    public void ALayerCalledTwiceSharesItsWeights()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [Dense(3)] private partial Tensor<float> Step(Tensor<float> x);
                public Tensor<float> Forward([Shape(3)] Tensor<float> x) => Step(Tanh(Step(x)));
            }
            """);
        Assert.Equal(["step/kernel", "step/bias"], model.Parameters.Select(p => p.Name));
        Assert.Equal([0L, 16L], model.Parameters.Select(p => p.Offset));
        Assert.Equal(32, model.ParameterLength);
        Assert.Equal(["x", "step"], model.Layers.Single().ConnectedTo);
    }

    [Fact]
    public void SettingsOfWeightsReachTheSchema()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            [Input(3)]
            [Dense(2, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 0.5, KernelConstraint = Constraint.MaxNorm, KernelConstraintMaximum = 3, Group = "slow")]
            public partial class Net;
            """);
        Assert.Equal("new global::Compiled.WeightInitializer(global::Compiled.Initializer.RandomUniform, [-0.5f, 0.5f])", model.Parameters[0].Initializer);
        Assert.Equal("new global::Compiled.WeightConstraint(global::Compiled.Constraint.MaxNorm, [3f])", model.Parameters[0].Constraint);
        Assert.Equal("slow", model.Parameters[0].Group);
        Assert.Null(model.Parameters[1].Constraint);
    }
}
