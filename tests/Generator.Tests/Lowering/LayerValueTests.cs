using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// Activations and layers beside PyTorch; the numbers are from tests/Oracle/layers.py (PyTorch 1.13).
/// Inputs are sin(i + 1) and cos(i + 1), weights cos(i + 1) and sin(i + 1) over the element's number.
/// </summary>
public class LayerValueTests
{
    [Theory]
    [InlineData("Linear", new[] { -3.5, -1, -0.2, 0, 0.3, 1.5, 7 })]
    [InlineData("Relu", new[] { 0.0, 0, 0, 0, 0.3, 1.5, 7 })]
    [InlineData("Sigmoid", new[] { 0.0293122307513563, 0.268941421369995, 0.450166002687522, 0.5, 0.574442516811659, 0.817574476193644, 0.999088948805599 })]
    [InlineData("HardSigmoid", new[] { 0, 0.3, 0.46, 0.5, 0.56, 0.8, 1 })]
    [InlineData("Tanh", new[] { -0.998177897611199, -0.761594155955765, -0.197375320224904, 0, 0.291312612451591, 0.905148253644866, 0.999998336943945 })]
    [InlineData("Softmax", new[] { 2.73358276053203e-05, 0.000333018554712646, 0.000741146423460402, 0.00090523828581508, 0.00122194387306249, 0.00405699653158901, 0.992714320503755 })]
    [InlineData("Softplus", new[] { 0.0297504182726206, 0.313261687518223, 0.598138869381592, 0.693147180559945, 0.854355244468527, 1.70141327798275, 7.00091146645377 })]
    [InlineData("Softsign", new[] { -0.777777777777778, -0.5, -0.166666666666667, 0, 0.230769230769231, 0.6, 0.875 })]
    [InlineData("Elu", new[] { -0.969802616577682, -0.632120558828558, -0.181269246922018, 0, 0.3, 1.5, 7 })]
    [InlineData("Selu", new[] { -1.70500934095728, -1.11133073781256, -0.318689343529501, 0, 0.315210296206644, 1.57605148103322, 7.35490691148836 })]
    [InlineData("Exponential", new[] { 0.0301973834223185, 0.367879441171442, 0.818730753077982, 1, 1.349858807576, 4.48168907033806, 1096.63315842846 })]
    [InlineData("Gelu", new[] { -0.00081420177662439, -0.158655253931457, -0.0841480581121794, 0, 0.185373426656686, 1.39978919809671, 6.99999999999104 })]
    [InlineData("Silu", new[] { -0.102592807629747, -0.268941421369995, -0.0900332005375044, 0, 0.172332755043498, 1.22636171429047, 6.9936226416392 })]
    [InlineData("Mish", new[] { -0.104095754486371, -0.303401461374109, -0.107144780868357, 0, 0.208001372348115, 1.4033782663958, 6.99998837980974 })]
    [InlineData("Relu6", new[] { 0.0, 0, 0, 0, 0.3, 1.5, 6 })]
    [InlineData("LeakyRelu", new[] { -0.7, -0.2, -0.04, 0, 0.3, 1.5, 7 })]
    public void TheActivationIsThatOfPyTorch(string activation, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            [Input(7)]
            [Activation(Activation.{{activation}})]
            public partial class Net;
            """);
        AssertClose(expected, new GraphInterpreter<double>(1, (_, _) => (double[])[-3.5, -1, -0.2, 0, 0.3, 1.5, 7]).Run(model.Inference, OutputKind.Prediction, 0));
    }

    [Theory]
    [InlineData("4", "[Dense(2)]", false, new[] { -0.134602628921215, 0.210379503184055, 1.53222290160041, 1.9778562406679, 0.914533430515529, 0.211302046096199 })]
    [InlineData("2, 4", "[Dense(2)]", false, new[] { -0.134602628921215, 0.210379503184055, 1.53222290160041, 1.9778562406679, 0.914533430515529, 0.211302046096199, 0.0552054648924059, 0.753219068995651, 1.79628342189581, 1.8113320534561, 0.379522387475884, -0.113842574334414 })]
    [InlineData("4", "[BatchNormalization]", true, new[] { 1.3640600686381, 0.33016112977143, -0.156592751375093, -0.205475561407923, 0.09817664478551, 1.11186279915134, -0.89348982791649, -1.67421567652131, 1.06217624100008, 1.28586835155427, 1.47344260347119, -0.390716247994555 })]
    [InlineData("4", "[BatchNormalization]", false, new[] { 1.23984043284584, 0.561602354666809, 0.00872867485677403, -0.296532447356695, 0.292791912768101, 1.06664383449428, -0.529003293142293, -1.4765049022312, 1.01399133267366, 1.1790652672814, 1.1982056685551, -0.445353130774465 })]
    [InlineData("2, 4", "[LayerNormalization]", false, new[] { 1.28948662000039, 0.522264408073966, 0.351093395754936, 0.254474386399231, 0.0968486499124782, 1.11548415612314, -0.572599782044826, -1.51025126548877, 1.71109970090954, 1.01180210357712, 1.26114027547516, -0.605247516072657, 0.814859219971372, 0.424137981305666, -0.295392551462823, 0.261253199657696, 0.264930008930565, 1.23641751875993, -0.271739122476411, -1.69550495491551, 1.65185897431258, 0.779426129399057, 0.996756223280652, -0.137361603413332 })]
    [InlineData("2, 4", "[LayerNormalization(Axis = [1, 2])]", false, new[] { 1.32248644179581, 0.50007026972957, 0.211465319707298, 0.095272747888824, -1.40739913778674, -0.901892774088796, 1.13725320661743, 0.830287943349643, 1.17102537142847, 1.26367687563007, 1.67417248384347, -0.20761891827365, -0.782416291243996, 1.15527081428839, 1.39128798602986, 1.05630011545451, 0.276524375422049, 1.22469879294958, -0.328020539806968, -1.74854954030712, -0.558125088418719, -0.032799201230879, -0.0125730999487556, 1.13038969821318 })]
    [InlineData("4", "[PReLU]", false, new[] { 0.841470984807897, 0.909297426825682, 0.141120008059867, 0.494679123311691, -0.518108996753427, 0.116277875657727, 0.656986598718789, 0.989358246623382, 0.412118485241757, 0.226392664311473, 0.989982801159126, 0.350727464979158 })]
    public void TheLayerIsThatOfPyTorch(string shape, string layer, bool isTraining, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model(Loss = Loss.MeanSquaredError)]
            [Input({{shape}})]
            {{layer}}
            public partial class Net;
            """);
        AssertClose(expected, new GraphInterpreter<double>(3, Leaf(model)).Run(isTraining ? model.Training! : model.Inference, OutputKind.Prediction, 0));
    }

    [Theory]
    [InlineData("4", "4", "Dot(1)", new[] { 0.431218839971105, -0.18894499493, -0.376235833670538 })]
    [InlineData("4", "4", "Dot(1, Normalize = true)", new[] { 0.216049300715393, -0.0965025637132806, -0.189560941521229 })]
    [InlineData("2, 4", "4, 2", "Dot(2, 1)", new[] { -0.976073613729112, -0.698917923641627, 0.690751916792515, 1.06855881384222, -0.877711230765593, -0.427752992901436, 0.430375503991072, 0.8480096315133, -1.04650272453984, -0.703910379435789, 0.707053441070415, 1.01090556063618 })]
    public void TheMergeIsThatOfPyTorch(string left, string right, string layer, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
                public Tensor<float> Forward([Shape({{left}})] Tensor<float> x, [Shape({{right}})] Tensor<float> y) => Join(x, y);
            }
            """);
        AssertClose(expected, new GraphInterpreter<double>(3, Leaf(model)).Run(model.Inference, OutputKind.Prediction, 0));
    }

    /// <summary>
    /// One sample 1, 2, 3 …; each weight counts 1, 2, 3 … through its elements, too, so that no two of them can change places unseen.
    /// The values of convolutions and what is like them are from plain loops: tests/Oracle/counting.py.
    /// </summary>
    [Theory]
    [InlineData("2, 2", "[Flatten]", new double[] { 1, 2, 3, 4 })]
    [InlineData("4", "[Reshape(2, -1)] [Permute(2, 1)] [Flatten]", new double[] { 1, 3, 2, 4 })]
    [InlineData("2", "[RepeatVector(3)]", new double[] { 1, 2, 1, 2, 1, 2 })]
    [InlineData("3", "[Dense(2, UseBias = false)]", new double[] { 22, 28 })]
    [InlineData("3", "[ThresholdedReLU(1.5)]", new double[] { 0, 2, 3 })]
    [InlineData("2", "[Reshape(2)] [Dense(1)] [Rescaling(-1)] [LeakyReLU(0.5)]", new double[] { -3 })]
    [InlineData("2", "[Dropout(0.5)] [GaussianNoise(1)] [GaussianDropout(0.5)] [AlphaDropout(0.5)] [ActivityRegularization(L1 = 1)]", new double[] { 1, 2 })]
    [InlineData("2", "[LayerNormalization(Epsilon = 0)]", new double[] { (-1 * 1) + 1, (1 * 2) + 2 })]
    [InlineData("4, 1", "[Conv1D(1, 3, UseBias = false)]", new double[] { 14, 20 })]
    [InlineData("4, 2", "[Conv1D(2, 3)]", new double[] { 162, 184, 234, 268 })]
    [InlineData("4, 1", "[Conv1D(1, 3, Padding = Padding.Same, UseBias = false)]", new double[] { 8, 14, 20, 11 })]
    [InlineData("4, 1", "[Conv1D(1, 2, Padding = Padding.Same, UseBias = false)]", new double[] { 5, 8, 11, 4 })]
    [InlineData("4, 1", "[Conv1D(1, 3, Padding = Padding.Same, Strides = [2], UseBias = false)]", new double[] { 14, 11 })]
    [InlineData("4, 1", "[Conv1D(1, 2, Padding = Padding.Causal, DilationRate = [2], UseBias = false)]", new double[] { 2, 4, 7, 10 })]
    [InlineData("2, 4", "[Conv1D(4, 2, Groups = 2, UseBias = false)]", new double[] { 134, 148, 234, 256 })]
    [InlineData("2, 2, 1", "[Conv2D(2, 2)]", new double[] { 51, 62 })]
    [InlineData("2, 2, 3", "[Conv2D(2, 2, 1)]", new double[] { 243, 274, 351, 400 })]
    [InlineData("2, 2, 2, 1", "[Conv3D(1, 2, 1, 2, UseBias = false)]", new double[] { 44, 64 })]
    [InlineData("1, 2, 2, 2", "[Conv3D(2, 1, 2, 1)]", new double[] { 75, 90, 107, 130 })]
    [InlineData("2, 1", "[Conv1DTranspose(1, 3, UseBias = false)]", new double[] { 1, 4, 7, 6 })]
    [InlineData("2, 2", "[Conv1DTranspose(2, 2)]", new double[] { 6, 13, 29, 50, 40, 55 })]
    [InlineData("2, 1", "[Conv1DTranspose(1, 3, Strides = [2], UseBias = false)]", new double[] { 1, 2, 5, 4, 6 })]
    [InlineData("2, 1", "[Conv1DTranspose(1, 3, Strides = [2], Padding = Padding.Same, UseBias = false)]", new double[] { 1, 2, 5, 4 })]
    [InlineData("2, 1", "[Conv1DTranspose(1, 3, Strides = [2], OutputPadding = [1], UseBias = false)]", new double[] { 1, 2, 5, 4, 6, 0 })]
    [InlineData("1, 2, 3", "[Conv2DTranspose(2, 1, 2, UseBias = false)]", new double[] { 14, 32, 82, 145, 122, 167 })]
    [InlineData("2, 2, 1", "[Conv2DTranspose(1, 2, 1, UseBias = false)]", new double[] { 1, 2, 5, 8, 6, 8 })]
    [InlineData("1, 1, 2, 1", "[Conv3DTranspose(2, 1, 1, 2, UseBias = false)]", new double[] { 1, 2, 5, 8, 6, 8 })]
    [InlineData("2, 2", "[DepthwiseConv1D(2, UseBias = false)]", new double[] { 10, 20 })]
    [InlineData("2, 2", "[DepthwiseConv1D(2, DepthMultiplier = 2)]", new double[] { 17, 22, 37, 44 })]
    [InlineData("1, 2, 2", "[DepthwiseConv2D(1, 2, DepthMultiplier = 2)]", new double[] { 17, 22, 37, 44 })]
    [InlineData("2, 2", "[SeparableConv1D(1, 2)]", new double[] { 51 })]
    [InlineData("1, 2, 2", "[SeparableConv2D(2, 1, UseBias = false)]", new double[] { 13, 18, 27, 38 })]
    [InlineData("2, 1, 2", "[SeparableConv2D(2, 2, 1, DepthMultiplier = 2)]", new double[] { 527, 638 })]
    [InlineData("3, 1", "[LocallyConnected1D(1, 2)]", new double[] { 6, 20 })]
    [InlineData("3, 2", "[LocallyConnected1D(2, 2, UseBias = false)]", new double[] { 50, 60, 226, 244 })]
    [InlineData("2, 3, 1", "[LocallyConnected2D(1, 2, UseBias = false)]", new double[] { 37, 111 })]
    [InlineData("2, 2, 2", "[LocallyConnected2D(2, 2, 1)]", new double[] { 75, 90, 285, 308 })]
    [InlineData("5, 1", "[MaxPooling1D]", new double[] { 2, 4 })]
    [InlineData("5, 1", "[MaxPooling1D(3, Strides = [1], Padding = Padding.Same)]", new double[] { 2, 3, 4, 5, 5 })]
    [InlineData("5, 1", "[AveragePooling1D(3, Strides = [2], Padding = Padding.Same)]", new double[] { 1.5, 3, 4.5 })]
    [InlineData("2, 2, 1", "[AveragePooling2D]", new double[] { 2.5 })]
    [InlineData("2, 3, 1", "[MaxPooling2D(1, 2, Strides = [1])]", new double[] { 2, 3, 5, 6 })]
    [InlineData("2, 2, 2, 1", "[MaxPooling3D]", new double[] { 8 })]
    [InlineData("2, 1, 2, 1", "[AveragePooling3D(2, 1, 1)]", new double[] { 2, 3 })]
    [InlineData("2, 2", "[GlobalMaxPooling1D]", new double[] { 3, 4 })]
    [InlineData("2, 2, 1", "[GlobalAveragePooling2D(KeepDims = true)]", new double[] { 2.5 })]
    [InlineData("1, 2, 2, 1", "[GlobalMaxPooling3D]", new double[] { 4 })]
    [InlineData("2, 1", "[UpSampling1D]", new double[] { 1, 1, 2, 2 })]
    [InlineData("2, 1", "[UpSampling1D(2, Interpolation = Interpolation.Bilinear)]", new double[] { 1, 1.25, 1.75, 2 })]
    [InlineData("2, 1, 1", "[UpSampling2D(1, 2)]", new double[] { 1, 1, 2, 2 })]
    [InlineData("1, 2, 1", "[UpSampling2D(1, 2, Interpolation = Interpolation.Bilinear)]", new double[] { 1, 1.25, 1.75, 2 })]
    [InlineData("1, 1, 2, 1", "[UpSampling3D(1, 2, 1)]", new double[] { 1, 2, 1, 2 })]
    [InlineData("2, 1, 1, 1", "[UpSampling3D(2, 1, 1, Interpolation = Interpolation.Bilinear)]", new double[] { 1, 1.25, 1.75, 2 })]
    [InlineData("2, 1", "[ZeroPadding1D(0, 2)]", new double[] { 1, 2, 0, 0 })]
    [InlineData("1, 1, 1", "[ZeroPadding2D(1, 0, 0, 1)]", new double[] { 0, 0, 1, 0 })]
    [InlineData("1, 1, 1, 1", "[ZeroPadding3D(0, 0, 1)]", new double[] { 0, 1, 0 })]
    [InlineData("4, 1", "[Cropping1D]", new double[] { 2, 3 })]
    [InlineData("2, 3, 1", "[Cropping2D(1, 0, 0, 1)]", new double[] { 4, 5 })]
    [InlineData("3, 3, 3, 1", "[Cropping3D]", new double[] { 14 })]
    [InlineData("2, 1", "[SpatialDropout1D(0.5)]", new double[] { 1, 2 })]
    [InlineData("1, 2, 1", "[SpatialDropout2D(0.5)]", new double[] { 1, 2 })]
    [InlineData("1, 1, 2, 1", "[SpatialDropout3D(0.5)]", new double[] { 1, 2 })]
    [InlineData("2, 2, 1", "[Resizing(1, 1)]", new double[] { 2.5 })]
    [InlineData("2, 2, 1", "[Resizing(1, 1, Interpolation = Interpolation.Nearest)]", new double[] { 4 })]
    [InlineData("2, 4, 1", "[Resizing(2, 2, CropToAspectRatio = true)]", new double[] { 2, 3, 6, 7 })]
    [InlineData("2", "[Rescaling(2, -1)]", new double[] { 1, 3 })]
    [InlineData("3, 4, 1", "[CenterCrop(1, 2)]", new double[] { 6, 7 })]
    [InlineData("1, 2, 1", "[CenterCrop(2, 2)]", new double[] { 1, 1, 1, 1 })]
    [InlineData("2, 1, 2, ChannelsFirst = true", "[Conv2D(1, 1, UseBias = false)]", new double[] { 7, 10 })]
    public void TheLayerComputesWhatAHandDoes(string shape, string layers, double[] expected)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            [Input({{shape}})]
            {{layers}}
            public partial class Net;
            """);
        AssertClose(expected, new GraphInterpreter<double>(1, (_, length) => Enumerable.Range(1, length).Select(i => (double)i).ToArray()).Run(model.Inference, OutputKind.Prediction, 0));
    }

    /// <summary>A batch of 4000 values 2: the share that is changed, what the others become, and how the mean stays.</summary>
    [Theory]
    [InlineData("Dropout(0.25)", 0.25, 2 / 0.75, 2.0, 0.05)]
    [InlineData("AlphaDropout(0.25)", 0.25, double.NaN, double.NaN, 0.1)]
    [InlineData("GaussianDropout(0.2)", 0.0, double.NaN, 2.0, 0.05)]
    [InlineData("GaussianNoise(0.5)", 0.0, double.NaN, 2.0, 0.05)]
    public void NoiseIsThereInTrainingAlone(string layer, double dropped, double kept, double mean, double tolerance)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model(Loss = Loss.MeanSquaredError)]
            [Input(4)]
            [{{layer}}]
            [Activation(Activation.Linear)]
            public partial class Net;
            """);
        var interpreter = new GraphInterpreter<double>(1000, (_, length) => Enumerable.Repeat(2.0, length).ToArray()) { Seed = 3 };
        Assert.All(interpreter.Run(model.Evaluation!, OutputKind.Prediction, 0), v => Assert.Equal(2.0, v));
        double[] trained = interpreter.Run(model.Training!, OutputKind.Prediction, 0);
        double lowest = trained.Min();
        Assert.Equal(dropped, dropped > 0 ? trained.Count(v => v == lowest) / 4000.0 : 0, 0.03);
        if (!double.IsNaN(kept))
        {
            Assert.All(trained, v => Assert.True(v == 0 || Math.Abs(v - kept) < 1e-12));
        }

        if (!double.IsNaN(mean))
        {
            Assert.Equal(mean, trained.Average(), tolerance);
        }
        else
        {
            // SELU's limit −λα goes where values are dropped, then all are scaled: a (x or −λα) + b.
            double limit = -1.7580993408473766, scale = 1 / Math.Sqrt(0.75 * (1 + (0.25 * limit * limit)));
            Assert.Equal((scale * limit) - (scale * limit * 0.25), lowest, 1e-9);
            Assert.Equal((scale * 2) - (scale * limit * 0.25), trained.Max(), 1e-9);
        }
    }

    [Fact]
    public void TrainingMovesTheStatisticsOfBatchNormalization()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.MeanSquaredError)]
            [Input(1)]
            [BatchNormalization(Momentum = 0.9)]
            public partial class Net;
            """);
        Array Values(Operator op, int length) => op switch
        {
            Input => (double[])[1, 3],
            Parameter p => (double[])[model.Parameters[p.Index].Role == "moving_variance" ? 1 : 0.5],
            _ => new double[length],
        };
        int Index(string role) => model.Parameters.Single(p => p.Role == role).Index;
        var interpreter = new GraphInterpreter<double>(2, Values);

        // Mean 2, variance 1 (over n, not n − 1).
        Assert.Equal((0.9 * 0.5) + (0.1 * 2), interpreter.Run(model.Training!, OutputKind.Update, Index("moving_mean"))[0], 1e-12);
        Assert.Equal((0.9 * 1) + (0.1 * 1), interpreter.Run(model.Training!, OutputKind.Update, Index("moving_variance"))[0], 1e-12);
        Assert.DoesNotContain(model.Evaluation!.Outputs, o => o.Kind == OutputKind.Update);
    }

    private static Func<Operator, int, Array> Leaf(LoweredModel model) => (op, length) => op switch
    {
        Input i => Wave(i.Index == 0 ? Math.Sin : Math.Cos, length),
        Parameter p => model.Parameters[p.Index].Role switch
        {
            "bias" or "beta" => Wave(Math.Sin, length),
            "moving_mean" => [.. Wave(Math.Sin, length).Select(v => 0.1 * v)],
            "moving_variance" => [.. Wave(Math.Cos, length).Select(v => 1 + (0.1 * v))],
            _ => Wave(Math.Cos, length),
        },
        _ => new double[length],
    };

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-9);
        }
    }
}
