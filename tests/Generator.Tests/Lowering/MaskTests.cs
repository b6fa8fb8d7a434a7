using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;
using static Compiled.Ops;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>What masks do to layers, losses and gradients; PyTorch's numbers are from tests/Oracle/recurrent.py (PyTorch 1.13).</summary>
public class MaskTests
{
    /// <summary>Sequences of 4, 1 and 3 steps, packed: PyTorch's second direction begins at the last step that is none of padding.</summary>
    [Theory]
    [InlineData("SimpleRNN(2)", new[] { 0.952587935935813, 0.92535037893471, 0.265723190962697, 0.611509616913444, 0.782632668301443, 0.934877344549726 })]
    [InlineData("SimpleRNN(2, ReturnSequences = true)", new[] { 0.410283850431651, 0.099930072637437, 0.890716811775769, 0.873269687307875, -0.0493464294312967, -0.505424652742195, 0.952587935935813, 0.92535037893471, 0.265723190962697, 0.611509616913444, 0, 0, 0, 0, 0, 0, 0.278745684656083, 0.881892163423013, 0.566332935448165, -0.389134798126342, 0.782632668301443, 0.934877344549726, 0, 0 })]
    [InlineData("SimpleRNN(2, Bidirectional = Bidirectional.Concat)", new[] { 0.952587935935813, 0.92535037893471, -0.00245318259644339, -0.72526635578014, 0.265723190962697, 0.611509616913444, 0.265723190962697, 0.611509616913444, 0.782632668301443, 0.934877344549726, 0.770887610639436, 0.893667707971955 })]
    [InlineData("SimpleRNN(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)", new[] { 0.410283850431651, 0.099930072637437, -0.00245318259644339, -0.72526635578014, 0.890716811775769, 0.873269687307875, 0.943836459492933, 0.957949362833309, -0.0493464294312967, -0.505424652742195, -0.0358337971618403, -0.493740644432293, 0.952587935935813, 0.92535037893471, 0.882135311616978, 0.854911972616686, 0.265723190962697, 0.611509616913444, 0.265723190962697, 0.611509616913444, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.278745684656083, 0.881892163423013, 0.770887610639436, 0.893667707971955, 0.566332935448165, -0.389134798126342, 0.55692451337564, -0.439682710833799, 0.782632668301443, 0.934877344549726, 0.346004261150736, 0.93248231588725, 0, 0, 0, 0 })]
    [InlineData("LSTM(2)", new[] { -0.664811684769999, -0.514548981460114, -0.0667303283553711, -0.120224483027953, -0.16414476522867, -0.296319281257682 })]
    [InlineData("LSTM(2, ReturnSequences = true)", new[] { 0.0105045389949079, 0.112577540663285, -0.441132804336654, -0.412442322491327, -0.338955055359386, -0.285885051077111, -0.664811684769999, -0.514548981460114, -0.0667303283553711, -0.120224483027953, 0, 0, 0, 0, 0, 0, -0.110505488204968, -0.363728528827018, -0.616783503773715, 0.307464897723189, -0.16414476522867, -0.296319281257682, 0, 0 })]
    [InlineData("LSTM(2, Bidirectional = Bidirectional.Concat)", new[] { -0.664811684769999, -0.514548981460114, -0.496469378693798, -0.259773432256986, -0.0667303283553711, -0.120224483027953, -0.0667303283553711, -0.120224483027953, -0.16414476522867, -0.296319281257682, -0.167216249019712, -0.238516886507556 })]
    [InlineData("LSTM(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)", new[] { 0.0105045389949079, 0.112577540663285, -0.496469378693798, -0.259773432256986, -0.441132804336654, -0.412442322491327, -0.615039018618578, -0.61681032646362, -0.338955055359386, -0.285885051077111, -0.305143722139264, -0.242103538307408, -0.664811684769999, -0.514548981460114, -0.512905062457262, -0.264459483485145, -0.0667303283553711, -0.120224483027953, -0.0667303283553711, -0.120224483027953, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.110505488204968, -0.363728528827018, -0.167216249019712, -0.238516886507556, -0.616783503773715, 0.307464897723189, -0.638257679840207, 0.303674043282498, -0.16414476522867, -0.296319281257682, -0.12635992452933, -0.443878637730301, 0, 0, 0, 0 })]
    [InlineData("GRU(2)", new[] { -0.740498307657719, 0.0889024280749471, -0.03772028302635, 0.139175134103267, -0.461798222175479, -0.025359701910468 })]
    [InlineData("GRU(2, ReturnSequences = true)", new[] { -0.0446408030240729, 0.168339523241606, -0.455497117122667, 0.0647891110668246, -0.477729206788919, 0.189681477223553, -0.740498307657719, 0.0889024280749471, -0.03772028302635, 0.139175134103267, 0, 0, 0, 0, 0, 0, -0.0493020946999154, 0.0834709306027043, -0.413460809863302, -0.0618212165220531, -0.461798222175479, -0.025359701910468, 0, 0 })]
    [InlineData("GRU(2, Bidirectional = Bidirectional.Concat)", new[] { -0.740498307657719, 0.0889024280749471, -0.765047852771956, 0.099343325936364, -0.03772028302635, 0.139175134103267, -0.03772028302635, 0.139175134103267, -0.461798222175479, -0.025359701910468, -0.468022047290991, -0.0193222588793831 })]
    [InlineData("GRU(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)", new[] { -0.0446408030240729, 0.168339523241606, -0.765047852771956, 0.099343325936364, -0.455497117122667, 0.0647891110668246, -0.757488052628674, -0.0307815473776587, -0.477729206788919, 0.189681477223553, -0.510420151143599, 0.0463221936711964, -0.740498307657719, 0.0889024280749471, -0.486246998089273, -0.0980992354056198, -0.03772028302635, 0.139175134103267, -0.03772028302635, 0.139175134103267, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.0493020946999154, 0.0834709306027043, -0.468022047290991, -0.0193222588793831, -0.413460809863302, -0.0618212165220531, -0.431519973957054, -0.0964800664600266, -0.461798222175479, -0.025359701910468, -0.0650401872636104, 0.0420412414291632, 0, 0, 0, 0 })]
    public void MasksArePackedLengthsOfPyTorch(string layer, double[] expected)
    {
        bool returnsAll = layer.Contains("ReturnSequences", StringComparison.Ordinal);
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial Tensor<float> Read(Tensor<float> x);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x, [Shape(4)] Tensor<float> mask) => Read(WithMask(x, mask)){{(returnsAll ? " * ExpandDims(mask, 2)" : "")}};
            }
            """);
        double[] actual = new GraphInterpreter<double>(3, (op, length) => op switch
        {
            Input { Index: 1 } => (double[])[1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0],
            Parameter p when !model.Parameters[p.Index].Role.Contains("bias", StringComparison.Ordinal) => Wave(Math.Cos, length),
            _ => Wave(Math.Sin, length),
        }).Run(model.Inference, OutputKind.Prediction, 0);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>Five sequences padded to 4 steps and to 7, before, behind and between: one loss, one gradient.</summary>
    [Theory]
    [InlineData("Loss.SparseCategoricalCrossentropy", "[LSTM(3, ReturnSequences = true)] [Dense(4, Activation = Activation.Softmax)]")]
    [InlineData("Loss.SparseCategoricalCrossentropy", "[GRU(3, ReturnSequences = true, Bidirectional = Bidirectional.Concat)] [LayerNormalization] [Dense(4)] [Activation(Activation.Softmax)]")]
    [InlineData("Loss.SparseCategoricalCrossentropy", "[Dense(3)] [BatchNormalization] [SimpleRNN(3, GoBackwards = true)] [Dense(4, Activation = Activation.Softmax)]")]
    [InlineData("Loss.MeanSquaredError", "[BatchNormalization] [Dense(2, TimeDistributed = true, ActivityL2 = 0.1, KernelL2 = 0.1)] [LeakyReLU]")]
    [InlineData("Loss.MeanAbsoluteError", "[LSTM(3, ReturnSequences = true)] [Dense(2)]")]
    [InlineData("Loss.BinaryCrossentropy", "[GRU(3, ReturnSequences = true, ResetAfter = false)] [Reshape(-1, 3, 1)] [Flatten(TimeDistributed = true)] [Dense(1, Activation = Activation.Sigmoid)]")]
    [InlineData("Loss.CosineSimilarity", "[SimpleRNN(3, ReturnSequences = true, Bidirectional = Bidirectional.Mul)] [Dense(2)]")]
    [InlineData("Loss.MeanSquaredError", "[Reshape(-1, 3, 1, 1)] [ConvLSTM2D(2, 1, ReturnSequences = true)] [Flatten(TimeDistributed = true)] [Dense(2)]")]
    [InlineData("Loss.BinaryCrossentropy", "[LSTM(3, Peephole = true)] [Dense(1, Activation = Activation.Sigmoid)]")]
    [InlineData("Loss.MeanSquaredError", "[GlobalAveragePooling1D] [Dense(2)]")]
    [InlineData("Loss.MeanSquaredError", "[Dense(3)] [GlobalMaxPooling1D(KeepDims = true)] [Dense(2)]")]
    [InlineData("Loss.MeanSquaredError", "[Masking(MaskValue = 3)] [SimpleRNN(3, ReturnSequences = true)] [GRU(2)]")]
    public void PaddingChangesNeitherLossNorGradient(string loss, string layers)
    {
        (int[] tokens, bool[][] places)[] sequences =
        [
            ([3, 1, 2, 5], [[true, true, true, true], [false, true, true, false, true, true, false]]),
            ([4], [[true, false, false, false], [false, false, false, false, false, false, true]]),
            ([1, 1, 4], [[false, true, true, true], [true, true, true, false, false, false, false]]),
            ([5, 2], [[true, true, false, false], [false, false, true, false, true, false, false]]),
            ([2, 3, 3], [[true, true, true, false], [false, false, false, false, true, true, true]]),
        ];
        double[][] results = [Run(0, 4), Run(1, 7)];
        Assert.Equal(results[0].Length, results[1].Length);
        Assert.All(results[0].Zip(results[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Contains(results[0].Skip(1), slope => Math.Abs(slope) > 1e-4);

        double[] Run(int padding, int steps)
        {
            LoweredModel model = LoweringHarness.Model($$"""
                [Model(Loss = {{loss}})]
                [Input({{steps}})]
                [Embedding(6, 3, MaskZero = true)]
                {{layers}}
                public partial class Net;
                """);
            int[] ids = [.. sequences.SelectMany(s => Spread(s.places[padding], s.tokens))];
            bool isOfSteps = model.Outputs[0].Mask is not null;
            return Slopes(model, 5, (op, length) => op switch
            {
                Input => ids,
                Target { Type.Element: ElementType.Int32 } => isOfSteps ? ids.Select(id => id % 4).ToArray() : new[] { 0, 1, 2, 3, 0 },
                Target when isOfSteps => ids.SelectMany(id => Enumerable.Range(1, length / ids.Length).Select(i => id * i / 10.0)).ToArray(),
                SampleWeight => (double[])[1, 0.5, 2, 1, 1.5],
                _ => Wave(Math.Cos, length),
            });
        }
    }

    /// <summary>Three sequences of 3, 2 and 4 steps, their padding filled with one number or another: one loss, one gradient, the same moving statistics.</summary>
    [Theory]
    [InlineData("[BatchNormalization]")]
    [InlineData("[BatchNormalization(Axis = 1)]")]
    [InlineData("[BatchNormalization(Axis = 1)] [SimpleRNN(2)]")]
    [InlineData("[Dense(2)] [LayerNormalization]")]
    public void WhatPaddingHoldsChangesNothing(string layers)
    {
        bool[] counts = [true, true, true, false, true, true, false, false, true, true, true, true];
        double[][] results = [Run(7), Run(-3)];
        Assert.Equal(results[0].Length, results[1].Length);
        Assert.All(results[0].Zip(results[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Contains(results[0].Skip(1), slope => Math.Abs(slope) > 1e-4);

        double[] Run(int padding)
        {
            LoweredModel model = LoweringHarness.Model($$"""
                [Model(Loss = Loss.MeanSquaredError)]
                [Input(4, 3)]
                [Masking(MaskValue = {{padding}})]
                {{layers}}
                public partial class Net;
                """);
            return Slopes(model, 3, (op, length) => op switch
            {
                Input => Enumerable.Range(0, length).Select(i => counts[i / 3] ? Math.Sin(i) : padding).ToArray(),
                SampleWeight => (double[])[1, 0.5, 2],
                _ => Wave(Math.Cos, length),
            });
        }
    }

    /// <summary>Losses 1, 4 and 16 of steps that count, of two samples with the weights 1 and 2: (1 + 4 + 2 · 16) / 3.</summary>
    [Fact]
    public void TheLossIsTheMeanOverTheStepsThatCount()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(2, 1)] Tensor<float> x, [Shape(2)] Tensor<float> mask) => WithMask(x, mask);
            }
            """);
        double[] Loss(double[] mask) => new GraphInterpreter<double>(2, (op, length) => op switch
        {
            Input { Index: 0 } => (double[])[1, 2, 4, double.NaN],
            Input => mask,
            SampleWeight => (double[])[1, 2],
            _ => new double[length],
        }).Run(model.Evaluation!, OutputKind.Loss, 0);
        Assert.Equal([37.0 / 3], Loss([1, 1, 1, 0]));
        Assert.Equal([2.5], Loss([1, 1, 0, 0]));
        Assert.Equal([0.0], Loss([0, 0, 0, 0]));
        Assert.Equal(Shape.Of(Dimension.Batch, 2), model.Outputs[0].Mask);
    }

    /// <summary>Documents of sentences of words: padding of words ends within the sentence, and a sentence of padding alone is a step of padding.</summary>
    [Fact]
    public void AMaskOfWordsInSentencesBecomesOneOfSentences()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [Embedding(6, 2, MaskZero = true)] private partial Tensor<float> Words(Tensor<int> ids);
                [SimpleRNN(2, TimeDistributed = true)] private partial Tensor<float> Sentences(Tensor<float> x);
                public Tensor<float> Forward([Shape(3, 2)] Tensor<int> ids)
                {
                    Tensor<float> sentences = Sentences(Words(ids));
                    return Concatenate(Mask(sentences), Flatten(sentences));
                }
            }
            """);
        double[] result = new GraphInterpreter<double>(1, (op, length) => op is Input ? new[] { 3, 0, 0, 0, 0, 3 } : Wave(Math.Sin, length)).Run(model.Inference, OutputKind.Prediction, 0);
        Assert.Equal([1.0, 0, 1], result[..3]);
        Assert.Equal(result[3..5], result[7..9]);
        Assert.Equal([0.0, 0], result[5..7]);
    }

    [Theory]
    [InlineData("Conv1D(2, 2)", true)]
    [InlineData("Flatten", true)]
    [InlineData("Permute(2, 1)", true)]
    [InlineData("Reshape(2, 6)", true)]
    [InlineData("MaxPooling1D(2)", true)]
    [InlineData("LayerNormalization(Axis = [1])", true)]
    [InlineData("Reshape(4, 3, 1)", false)]
    [InlineData("GlobalAveragePooling1D", false)]
    [InlineData("GlobalMaxPooling1D", false)]
    [InlineData("LSTM(2)", false)]
    [InlineData("Dropout(0.5)", false)]
    public void ALayerThatLosesAMaskIsNamed(string layer, bool isLost)
    {
        string source = $"""
            [Model]
            [Input(4)]
            [Embedding(6, 3, MaskZero = true)]
            [{layer}]
            [Activation(Activation.Tanh)]
            public partial class Net;
            """;
        if (isLost)
        {
            (string message, string place) = LoweringHarness.Finding("CMP0208", source);
            Assert.Contains(layer.Split('(')[0], message);
            Assert.Equal(layer, place);
        }
        else
        {
            Assert.DoesNotContain(LoweringHarness.Lower(source).Diagnostics, d => d.Id == "CMP0208");
        }

        Assert.DoesNotContain(LoweringHarness.Lower(source.Replace(", MaskZero = true", "", StringComparison.Ordinal)).Diagnostics, d => d.Id == "CMP0208");
    }

    /// <summary>That Masking puts zeros in the place of padding makes no mean over the steps one of those that count.</summary>
    [Theory]
    [InlineData("Mean(Hide(x), 1)", true)]
    [InlineData("Max(Hide(x) - 10, 1)", true)]
    [InlineData("Sum(Hide(x) * ExpandDims(Mask(Hide(x)), 2), 1)", false)]
    public void AFunctionOverTheStepsOfMaskingIsNamed(string expression, bool isNamed) => Assert.Equal(isNamed, LoweringHarness.Lower($$"""
        [Model]
        public partial class Net
        {
            [Masking] private partial Tensor<float> Hide(Tensor<float> x);
            public Tensor<float> Forward([Shape(4, 1)] Tensor<float> x) => {{expression}};
        }
        """).Diagnostics.Any(d => d.Id == "CMP0208"));

    [Fact]
    public void AFunctionThatLosesAMaskIsNamedOnce()
    {
        (string message, _) = LoweringHarness.Finding("CMP0208", """
            [Model]
            public partial class Net
            {
                [Masking] private partial Tensor<float> Hide(Tensor<float> x);
                public Tensor<float> Forward([Shape(4, 1)] Tensor<float> x) => Sum(Hide(x), 1);
            }
            """);
        Assert.StartsWith("'Sum' gets sequences with a mask, but it computes", message);
    }

    [Theory]
    [InlineData("[Masking]", "3", "masking")]
    [InlineData("[Embedding(4, 2, MaskZero = true)]", "", "embedding")]
    public void WhatHasNoStepsHasNoMask(string layer, string shape, string named) => Assert.Contains(named, LoweringHarness.Finding("CMP0100", $"""
        [Model]
        [Input({shape})]
        {layer}
        [Dense(2)]
        public partial class Net;
        """).Message);

    [Theory]
    [InlineData("WithMask(x, y)", "(batch, 3)")]
    [InlineData("Mask(Sum(Sum(x, 2), 1)) + y", "(batch)")]
    public void AMaskThatDoesNotFitIsRefused(string expression, string named) => Assert.Contains(named, LoweringHarness.Finding("CMP0102", $$"""
        [Model]
        public partial class Net
        {
            public Tensor<float> Forward([Shape(4, 2)] Tensor<float> x, [Shape(3)] Tensor<float> y) => {{expression}};
        }
        """).Message);

    /// <summary>The compiler and plain code keep to the same rules of what becomes of a mask.</summary>
    [Fact]
    public void OperatorsKeepMasksAsPlainCodeDoes()
    {
        Agree((a, b) => a);
        Agree((a, b) => WithoutMask(a));
        Agree((a, b) => Tanh(-a));
        Agree((a, b) => 2 * a + 1);
        Agree((a, b) => a * b);
        Agree((a, b) => a - Mean(b, 2, true));
        Agree((a, b) => Where(Greater(a, 0), b, 0));
        Agree((a, b) => Average(a, b, a));
        Agree((a, b) => Softmax(a));
        Agree((a, b) => LogSoftmax(Elu(a)));
        Agree((a, b) => L2Normalize(a, 1));
        Agree((a, b) => Dot(a, b));
        Agree((a, b) => Sum(a, 1));
        Agree((a, b) => Sum(a, [2], true));
        Agree((a, b) => Max(a, -1, true));
        Agree((a, b) => Variance(a, 2, true));
        Agree((a, b) => LogSumExp(a, -1, true));
        Agree((a, b) => MatrixProduct(a, b, transposeRight: true));
        Agree((a, b) => MatrixProduct(a, b, transposeLeft: true));
        Agree((a, b) => MatrixProduct(Softmax(MatrixProduct(a, b, transposeRight: true)), b));
        Agree((a, b) => Concatenate(a, b));
        Agree((a, b) => Concatenate(1, a, b));
        Agree((a, b) => Stack(-1, a, b));
        Agree((a, b) => Stack(1, a, b));
        Agree((a, b) => Slice(a, 2, 1, 2));
        Agree((a, b) => Slice(a, 1, 0, 3));
        Agree((a, b) => Pad(a, -1, 1, 0));
        Agree((a, b) => Pad(a, 1, 1, 0));
        Agree((a, b) => Reverse(a, 2));
        Agree((a, b) => Reverse(a, 1));
        Agree((a, b) => Transpose(a, 0, 2, 1));
        Agree((a, b) => Transpose(ExpandDims(a, 2), 0, 1, 3, 2));
        Agree((a, b) => ExpandDims(a, 1));
        Agree((a, b) => Squeeze(ExpandDims(a, 3), 3));
        Agree((a, b) => Flatten(a));
        Agree((a, b) => Flatten(Slice(a, 2, 0, 1)));
        Agree((a, b) => Reshape(a, -1, 3, 2, 2));
        Agree((a, b) => Reshape(a, -1, 4, 3));
        Agree((a, b) => SoftmaxCrossEntropy(a, Sigmoid(b)));
        Agree((a, b) => WithMask(a, Mask(b)));
        Agree((a, b) => WithMask(a, Mask(WithoutMask(a))));
        Agree((a, b) => Mask(a));
    }

    private static void Agree(Func<Tensor<float>, Tensor<float>, Tensor<float>> expression, [CallerArgumentExpression(nameof(expression))] string source = "")
    {
        const int Samples = 2;
        float[] x = Floats(Samples * 12, 1), y = Floats(Samples * 12, 2), m = [1, 0, 1, 1, 1, 0], n = [1, 1, 0, 0, 1, 1];
        Tensor<float> masked = Mask(expression(WithMask(Tensor.Create(x, [Samples, 3, 4]), Tensor.Create(m, [Samples, 3])), WithMask(Tensor.Create(y, [Samples, 3, 4]), Tensor.Create(n, [Samples, 3]))));
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            public partial class Net
            {
                public (Tensor<float> mask, Tensor<float> x, Tensor<float> y) Forward([Shape(3, 4)] Tensor<float> x, [Shape(3, 4)] Tensor<float> y, [Shape(3)] Tensor<float> m, [Shape(3)] Tensor<float> n)
                {
                    Tensor<float> a = WithMask(x, m), b = WithMask(y, n);
                    return (Mask({{source.Split("=> ", 2)[1]}}) * Max(ToOne(m), 1, true), x + y, ToOne(m) + ToOne(n));
                }

                private static Tensor<float> ToOne(Tensor<float> x) => x * 0 + 1;
            }
            """);
        float[] lowered = [.. new GraphInterpreter<float>(Samples, (op, _) => ((Input)op).Index switch { 0 => x, 1 => y, 2 => m, _ => n }).Run(model.Inference, OutputKind.Prediction, 0).Select(v => (float)v)];
        float[] plain = new float[masked.FlattenedLength];
        masked.FlattenTo(plain);
        Assert.True(plain.SequenceEqual(lowered), $"{source}: ({string.Join(", ", plain)}) in plain code, ({string.Join(", ", lowered)}) compiled");
    }

    /// <summary>The loss of a training step, the gradients of all weights, and what the step leaves in the others.</summary>
    private static double[] Slopes(LoweredModel model, int batch, Func<Operator, int, Array> leaf)
    {
        Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], []);
        GraphVerifier.Verify(graph);
        IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> outputs = new GraphInterpreter<double>(batch, leaf).RunOutputs(graph);
        return [.. outputs[(OutputKind.Loss, 0)], .. outputs.Where(o => o.Key.Kind is OutputKind.Gradient or OutputKind.Update).OrderBy(o => o.Key).SelectMany(o => o.Value)];
    }

    private static IEnumerable<int> Spread(bool[] places, int[] tokens)
    {
        int next = 0;
        return [.. places.Select(isToken => isToken ? tokens[next++] : 0)];
    }

    private static float[] Floats(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];
}
