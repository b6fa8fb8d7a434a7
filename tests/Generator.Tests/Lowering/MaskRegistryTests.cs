using Compiled.Generator.Lowering;
using Compiled.Generator.Lowering.Forward;
using Compiled.Generator.Lowering.Layers;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Every layer and every function of <c>Ops</c> does with masks what is written here; one that is not written here fails.</summary>
public sealed class MaskRegistryTests
{
    /// <summary>What becomes of the mask of a sequence.</summary>
    private enum Fate
    {
        /// <summary>It goes on.</summary>
        Stays,

        /// <summary>It ends, as steps are mixed, and a warning says so.</summary>
        Lost,

        /// <summary>It ends because it was used, or because the result is no such sequence.</summary>
        Ends,
    }

    /// <summary>Layers by what they are given, (batch, …) with a mask (batch, 4).</summary>
    private static readonly (string Shape, Fate Fate, string Layers)[] _layers =
    [
        ("4, 3", Fate.Stays, "Dense(2)|Activation(Activation.Tanh)|Dropout(0.2)|Reshape(4, 3, 1)|BatchNormalization|LayerNormalization|GaussianNoise(0.1)|GaussianDropout(0.1)|AlphaDropout(0.1)"
            + "|LeakyReLU|PReLU|ELU|ThresholdedReLU|ActivityRegularization(L2 = 0.1)|SpatialDropout1D(0.1)|Rescaling(0.1)|Masking|PositionalEmbedding(8)|SinusoidalPositions"
            + "|SimpleRNN(2, ReturnSequences = true)|LSTM(2, ReturnSequences = true)|GRU(2, ReturnSequences = true)|Attention|AdditiveAttention|MultiHeadAttention(1, 2)"
            + "|SampledSoftmax(9)|NoiseContrastiveEstimation(9)|BatchNormalization(Axis = 1)|Dense(2, Activation = Activation.Softmax)|Activation(Activation.Softmax)"),
        ("4, 3", Fate.Lost, "Flatten|Permute(2, 1)|Conv1D(2, 2)|Conv1DTranspose(2, 2)|MaxPooling1D(2)|AveragePooling1D(2)|DepthwiseConv1D(2)|SeparableConv1D(2, 2)|LocallyConnected1D(2, 2)"
            + "|UpSampling1D(2)|ZeroPadding1D(1)|Cropping1D(1)|Reshape(2, 6)|LayerNormalization(Axis = [1])"),
        ("4, 3", Fate.Ends, "GlobalMaxPooling1D|GlobalAveragePooling1D|SimpleRNN(2)|LSTM(2)|GRU(2)"),
        ("4", Fate.Lost, "RepeatVector(3)|Activation(Activation.Softmax)|Dense(3)"),
        ("4, 6, 3", Fate.Stays, "SpatialDropout2D(0.1)"),
        ("4, 6, 3", Fate.Lost, "Conv2D(2, 2)|Conv2DTranspose(2, 2)|MaxPooling2D(2)|AveragePooling2D(2)|GlobalMaxPooling2D|GlobalAveragePooling2D|DepthwiseConv2D(2)|SeparableConv2D(2, 2)"
            + "|LocallyConnected2D(2, 2)|UpSampling2D(2)|ZeroPadding2D(1)|Cropping2D(1)|Resizing(8, 8)|CenterCrop(2, 2)"),
        ("4, 5, 5, 1", Fate.Stays, "ConvLSTM2D(1, 2, ReturnSequences = true)|SpatialDropout3D(0.1)"),
        ("4, 5, 5, 1", Fate.Ends, "ConvLSTM2D(1, 2)"),
        ("4, 5, 5, 1", Fate.Lost, "Conv3D(2, 2)|Conv3DTranspose(2, 2)|MaxPooling3D(2)|AveragePooling3D(2)|GlobalMaxPooling3D|GlobalAveragePooling3D|UpSampling3D(2)|ZeroPadding3D(1)|Cropping3D(1)"),
    ];

    /// <summary>Layers of two sequences, of which one has a mask.</summary>
    private static readonly (Fate Fate, string Layers)[] _merges =
    [
        (Fate.Stays, "Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Concatenate(1)"),
        (Fate.Lost, "Dot(1)"),
    ];

    /// <summary>Functions of a, (batch, 4, 3) with a mask (batch, 4), of b without, and of ids (batch, 4).</summary>
    private static readonly (Fate Fate, string Calls)[] _functions =
    [
        (Fate.Stays, "Negate(a)|Abs(a)|Sign(a)|Exp(a)|Log(a)|Log1P(a)|ExpM1(a)|Sqrt(a)|Rsqrt(a)|Reciprocal(a)|Square(a)|Tanh(a)|Sigmoid(a)|Erf(a)|Sin(a)|Cos(a)|Floor(a)|Relu(a)|Relu6(a)|Softplus(a)"
            + "|Softsign(a)|HardSigmoid(a)|Selu(a)|Gelu(a)|Silu(a)|Mish(a)|StopGradient(a)|Elu(a)|LeakyRelu(a)|Clip(a, 0, 1)|Add(a, b)|Subtract(b, a)|Multiply(a, b)|Divide(a, b)|Power(a, b)|Maximum(a, b)"
            + "|Minimum(a, b)|Average(a, b)|Less(a, b)|LessOrEqual(a, b)|EqualTo(a, b)|Greater(a, b)|GreaterOrEqual(a, b)|NotEqualTo(a, b)|Not(a)|And(a, b)|Or(a, b)|Select(Less(b, 0), a, b)|Where(Less(b, 0), b, a)"),
        (Fate.Stays, "ReduceSum(a, [2])|ReduceMaximum(a, [2])|ReduceMinimum(a, [2])|Sum(a, 2)|Max(a, 2)|Min(a, 2)|Mean(a, 2)|Variance(a, 2)|StandardDeviation(a, 2)|LogSumExp(a, 2)"),
        (Fate.Lost, "ReduceSum(a, [1])|ReduceMaximum(a, [1])|ReduceMinimum(a, [1])|Sum(a, 1)|Max(a, 1)|Min(a, 1)|Mean(a, 1)|Variance(a, 1)|StandardDeviation(a, 1)|LogSumExp(a, 1)|Mean(Tanh(Exp(a)), 1)"),
        (Fate.Stays, "L2Normalize(a)|Softmax(a)|LogSoftmax(a)|SoftmaxCrossEntropy(a, b)|SparseSoftmaxCrossEntropy(a, ids)|Dot(a, b)|MatMul(a, Transpose(b, 0, 2, 1))|MatrixProduct(a, b, transposeRight: true)"),
        (Fate.Lost, "L2Normalize(a, 1)|Softmax(Max(a, 2))|LogSoftmax(Max(a, 2))|MatrixProduct(a, b, transposeLeft: true)"),
        (Fate.Stays, "Concatenate(1, a, b)|Concatenate(2, a, b)|Stack(3, a, b)|Slice(a, 1, 1, 2)|Slice(a, 2, 1, 2)|Pad(a, 2, 1, 0)|Reverse(a, 1)|Reverse(a, 2)|Reshape(a, -1, 4, 1, 3)|Squeeze(ExpandDims(a, 3), 3)"
            + "|ExpandDims(a, 2)|Flatten(Max(a, 2))|Transpose(ExpandDims(a, 2), 0, 1, 3, 2)|WithMask(b, Mask(a))|TimeDistributed(Half, a)"),
        (Fate.Lost, "Stack(1, a, b)|Pad(a, 1, 1, 0)|Reshape(a, -1, 12)|Flatten(a)|Squeeze(Slice(a, 1, 0, 1), 1)|ExpandDims(a, 1)|Transpose(a, 0, 2, 1)"),
        (Fate.Ends, "Mask(a)|WithoutMask(a)|Positions(a, 2) + b|ToFloat(ids)|OneHot(ids, 5)"),
        (Fate.Ends, "Sum(a * ExpandDims(Mask(a), 2), 1)|Softmax(Where(Mask(a), Max(a, 2), -1e9f))|Mean(Exp(Where(ExpandDims(Mask(a), 2), a, 0)), 1)"),
    ];

    /// <summary>Functions that mix steps whatever they are given.</summary>
    private static readonly string[] _mixing =
    [
        "Convolution", "ConvolutionInputGradient", "ConvolutionKernelGradient", "MaxPooling", "MaxPoolingGradient", "MaxPoolingSelection",
        "AveragePooling", "AveragePoolingGradient", "Resize", "ResizeGradient", "ScatterAdd",
    ];

    public static TheoryData<string> LayerNames => [.. LayerSources.Keys];

    public static TheoryData<string> Calls => [.. _functions.SelectMany(row => row.Calls.Split('|'))];

    private static Dictionary<string, (string Source, Fate Fate)> LayerSources { get; } = Enumerable.Concat(
        from row in _layers from layer in row.Layers.Split('|') select (Name: $"{layer} of {row.Shape}", Source: Layer(row.Shape, layer), row.Fate),
        from row in _merges from layer in row.Layers.Split('|') select (Name: $"{layer} of two", Source: Merge(layer), row.Fate)).ToDictionary(c => c.Name, c => (c.Source, c.Fate));

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void ALayerDoesWithAMaskWhatIsWritten(string name) => Assert.Equal(LayerSources[name].Fate.ToString(), FateIn(LayerSources[name].Source));

    [Theory]
    [MemberData(nameof(Calls))]
    public void AFunctionDoesWithAMaskWhatIsWritten(string call) => Assert.Equal(_functions.First(row => row.Calls.Split('|').Contains(call)).Fate.ToString(), FateIn($$"""
        [Model]
        public partial class Net
        {
            public (Tensor<float> Result, Tensor<float> Others) Forward([Shape(4, 3)] Tensor<float> x, [Shape(4, 3)] Tensor<float> b, [Shape(4)] Tensor<float> m, [Shape(4)] Tensor<int> ids)
            {
                Tensor<float> a = WithMask(x, m);
                return ({{call}}, Sum(x + b, 2) + m + ToFloat(ids));
            }

            private static Tensor<float> Half(Tensor<float> x) => x / 2;
        }
        """));

    [Fact]
    public void EveryLayerIsWrittenHere() => Assert.Equal(
        LayerRegistry.All.Select(recipe => recipe.Kind).Order(StringComparer.Ordinal),
        _layers.SelectMany(row => row.Layers.Split('|')).Concat(_merges.SelectMany(row => row.Layers.Split('|')))
            .Select(layer => layer.Split('(')[0]).Append("Embedding").Distinct().Order(StringComparer.Ordinal));

    /// <summary>Beside the functions that the cases call: those that mix steps, and those of tables and random numbers, which have no steps.</summary>
    [Fact]
    public void EveryFunctionIsWrittenHere()
    {
        Assert.Equal(
            OperatorTable.Names.Order(StringComparer.Ordinal),
            _functions.SelectMany(row => row.Calls.Split('|')).Select(call => call.Split('(')[0]).Concat(_mixing).Concat(["Gather", "LogUniform", "BroadcastTo"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_mixing, name =>
        {
            Assert.True(OperatorTable.TryFind(name, out OperatorDefinition definition));
            Assert.Equal(MaskRules.Lost, definition.Mask);
        });
        Assert.True(OperatorTable.TryFind("BroadcastTo", out OperatorDefinition broadcast));
        Assert.Equal(MaskRules.OfSameRank, broadcast.Mask);
    }

    private static string FateIn(string source)
    {
        bool stays = LoweringHarness.Model(source).Outputs[0].Mask is not null, warns = LoweringHarness.Lower(source).Diagnostics.Any(d => d.Id == "CMP0208");
        return (stays, warns) switch
        {
            (true, false) => nameof(Fate.Stays),
            (false, true) => nameof(Fate.Lost),
            (false, false) => nameof(Fate.Ends),
            _ => "goes on with a warning",
        };
    }

    private static string Layer(string shape, string layer) => $$"""
        [Model]
        public partial class Net
        {
            [{{layer}}] private partial Tensor<float> Layer(Tensor<float> x);
            public (Tensor<float> Result, Tensor<float> Others) Forward([Shape({{shape}})] Tensor<float> x, [Shape(4)] Tensor<float> m) => (Layer(WithMask(x, m)), m * 2);
        }
        """;

    private static string Merge(string layer) => $$"""
        [Model]
        public partial class Net
        {
            [{{layer}}] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
            public (Tensor<float> Result, Tensor<float> Others) Forward([Shape(4, 3)] Tensor<float> x, [Shape(4, 3)] Tensor<float> y, [Shape(4)] Tensor<float> m) => (Join(WithMask(x, m), y), m * 2);
        }
        """;
}
