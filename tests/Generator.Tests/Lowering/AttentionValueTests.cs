using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Attention layers by hand and beside PyTorch; the numbers are from tests/Oracle/attention.py (PyTorch 1.13).</summary>
public class AttentionValueTests
{
    [Theory]
    [InlineData("Attention", new[] { 0.367301395567387, -0.439683482364657, -0.842425394314903, -0.47064528377578, 0.262889039452301, 0.901431847520019, 0.711202372143786, -0.132903284303662, -0.427634486293261, -0.784080585543176, -0.419646610417577, 0.330608523026444, 0.626808964006968, -0.0235189766394773, -0.652223678626904, -0.681276938368357, -0.510537467772906, 0.205216238787734, 0.732295081810105, 0.586105203768061, -0.0191528104535649, -0.74089733888374, -0.781464270767341, -0.103556556014578 })]
    [InlineData("AdditiveAttention", new[] { -0.515655251839127, -0.651264709860843, -0.18810439709759, 0.447998230869315, -0.475059257619246, -0.557362987102272, -0.127229756654577, 0.419877925311251, -0.224558275329441, -0.561529222530004, -0.382232792161168, 0.148486704563811, -0.266207000576048, -0.668330925823996, -0.45599448003534, 0.175581187771521, -0.140205454400443, -0.467875392867986, -0.365382852850626, 0.0730409970282411, -0.168388273320582, -0.299086588479832, -0.154806073499195, 0.131802431531816 })]
    [InlineData("MultiHeadAttention(2, 2)", new[] { 0.797165739948279, 1.17724233402852, 0.474967755334123, -0.663989987188439, 0.796683617659039, 1.19774315363167, 0.497603157830899, -0.660030886465065, 0.838542998305514, 1.18424911191631, 0.441162053475845, -0.707527362407266, 0.777246582650624, 1.19035597866985, 0.509057577507864, -0.640266012775549, 0.796995330536863, 1.19900280538329, 0.498652630445054, -0.660156473269935, 0.818766287992381, 1.18219941383777, 0.458723850592637, -0.68650030537394 })]
    [InlineData("MultiHeadAttention(2, 3, ValueDim = 1, OutputDim = 2, UseBias = false)", new[] { 0.556482736702771, 0.440661122064945, -0.128523696195532, 0.214285236189369, -0.0377096865657319, -0.465892363718334, 0.685978744901028, 0.868862280410935, -0.510266157647568, -0.505513170449718, -0.0891793355135414, -0.31677265837642 })]
    public void TheLayerOfThreeInputsIsThatOfPyTorch(string layer, double[] expected) => AssertClose(expected, Predict(LoweringHarness.Model($$"""
        [Model]
        public partial class Net
        {
            [{{layer}}] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
            public Tensor<float> Forward([Shape(2, 4)] Tensor<float> query, [Shape(3, 4)] Tensor<float> value, [Shape(3, 4)] Tensor<float> key) => Attend(query, value, key);
        }
        """)));

    [Theory]
    [InlineData("Attention(UseScale = true, UseCausalMask = true)", new[] { 0.841470984807897, 0.909297426825682, 0.141120008059867, -0.756802495307928, -0.783935617794171, -0.16387904748979, 0.606847163309756, 0.819640890781391, 0.369401228047384, -0.137231090515557, -0.517693777332093, -0.422191192736678, 0.420167036826641, 0.99060735569487, 0.650287840157117, -0.287903316665065, -0.793217246996543, -0.538979916933776, 0.210793063124669, 0.766763873068309, 0.600211528210576, 0.146554689679314, -0.44184385467153, -0.624013196704704, -0.132351750097773, 0.762558450479603, 0.956375928404503, 0.270905788307869, -0.567156218362387, -0.67013491081975, -0.156994656754915, 0.500485760712435, 0.673905423463028, 0.435655809208239, -0.203133746902905, -0.655163072910788 })]
    [InlineData("AdditiveAttention(UseScale = false, UseCausalMask = true)", new[] { 0.841470984807897, 0.909297426825682, 0.141120008059867, -0.756802495307928, 0.346420642825663, 0.58243990098159, 0.282966600234266, -0.276664887801106, 0.274193506037354, 0.384134024098057, 0.140903491927822, -0.231873060911107, 0.420167036826641, 0.99060735569487, 0.650287840157117, -0.287903316665065, 0.18481130427002, 0.693918880445707, 0.565040638110487, -0.0833333610851046, 0.338988521294906, 0.649078021611277, 0.362408182234901, -0.257458068557281, -0.132351750097773, 0.762558450479603, 0.956375928404503, 0.270905788307869, -0.196075023141317, 0.552588413570529, 0.793204611237665, 0.304552147383374, 0.0620969701444549, 0.621765654057586, 0.609785863049397, 0.0371717617251794 })]
    [InlineData("MultiHeadAttention(2, 2, UseCausalMask = true)", new[] { 0.525162362813191, 1.20503142424459, 0.777000151512646, -0.365401477200233, 0.652556919931921, 1.1879940044208, 0.631194879960249, -0.505921906231431, 0.798351570642988, 1.30010116545679, 0.606543744473332, -0.644667197959117, 0.470959594687743, 1.12978843730198, 0.749895000947101, -0.319448440960561, 0.716261964124973, 1.21218706769798, 0.593632971516539, -0.570704540998494, 0.783225256397882, 1.27944279707473, 0.599346530573832, -0.631786172108505, 0.500375124143241, 1.07969152839113, 0.666344520688808, -0.359636566329605, 0.812640768718889, 1.26055387783933, 0.549519565016344, -0.666740501643356, 0.756584027457871, 1.2535517017968, 0.598009722553615, -0.607339637742233 })]
    public void TheLayerOfAStackAttendsToItself(string layer, double[] expected) => AssertClose(expected, Predict(LoweringHarness.Model(Chain("3, 4", $"[{layer}]"))));

    [Fact]
    public void ValuesAreKeysWhereThereAreNone() => AssertClose(
        [0.331241300338014, 0.531983708167445, 0.243622748076294, -0.268723843072336, -0.754527979257631, -0.643486062639383, 0.0591739723814935, 0.70742973008958, 0.480457530664259, -0.15756749941302, -0.650725697189722, -0.5456096899455, 0.0732468060873368, 0.43183673958468, 0.393397966225027, -0.0067290830342426, -0.540979545988978, -0.0838662957156767, 0.450353240069379, 0.570520083845024, 0.715737687334917, 0.262349619911093, -0.43224147817173, -0.729431754607171],
        Predict(LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [Attention] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value);
                public Tensor<float> Forward([Shape(2, 4)] Tensor<float> query, [Shape(3, 4)] Tensor<float> value) => Attend(query, value);
            }
            """)));

    /// <summary>Scores 0 and ln 3 make weights ¼ and ¾; a causal mask leaves the first query its own value alone.</summary>
    [Theory]
    [InlineData("Attention", (0.25 * 1) + (0.75 * 5))]
    [InlineData("Attention(UseCausalMask = true)", 1)]
    public void WeightsComeFromTheExponentialsOfScores(string layer, double expected)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial (Tensor<float> y, Tensor<float> weights) Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
                public Tensor<float> Forward([Shape(1, 1)] Tensor<float> query, [Shape(2, 1)] Tensor<float> value, [Shape(2, 1)] Tensor<float> key)
                {
                    (Tensor<float> y, Tensor<float> weights) = Attend(query, value, key);
                    return Concatenate(1, y, Transpose(weights, 0, 2, 1));
                }
            }
            """);
        double[][] inputs = [[1], [1, 5], [0, Math.Log(3)]];
        double[] predicted = new GraphInterpreter<double>(1, (op, _) => inputs[((Input)op).Index]).Run(model.Inference, OutputKind.Prediction, 0);
        AssertClose([expected, (5 - expected) / 4, (expected - 1) / 4], predicted);
    }

    /// <summary>A sequence with padding behind it gives what the sequence alone gives.</summary>
    [Theory]
    [InlineData("Attention")]
    [InlineData("Attention(UseCausalMask = true)")]
    [InlineData("AdditiveAttention")]
    [InlineData("MultiHeadAttention(2, 3)")]
    public void PaddingChangesNothing(string layer)
    {
        string chain = Chain("3, 2", $"[Masking] [{layer}]");
        double[] padded = Predict(chain, [0.3, -0.7, 0.9, 0.1, 0, 0]), alone = Predict(chain.Replace("3, 2", "2, 2", StringComparison.Ordinal), [0.3, -0.7, 0.9, 0.1]);
        AssertClose(alone, padded[..4]);
        if (!layer.StartsWith("Multi", StringComparison.Ordinal))
        {
            Assert.Equal([0, 0], padded[4..]);
        }

        static double[] Predict(string source, double[] input) => new GraphInterpreter<double>(1, (op, length) => op is Input ? input : Wave(Math.Cos, length))
            .Run(LoweringHarness.Model(source).Inference, OutputKind.Prediction, 0);
    }

    /// <summary>The masks of value and key hide places from the queries, which have a mask of their own.</summary>
    [Fact]
    public void EachInputHasItsMask()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [Attention] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
                public Tensor<float> Forward([Shape(2, 1)] Tensor<float> query, [Shape(3, 1)] Tensor<float> value, [Shape(3, 1)] Tensor<float> key) =>
                    Attend(WithMask(query, Squeeze(query, 2)), WithMask(value, Squeeze(Sign(value), 2)), WithMask(key, Squeeze(Sign(key), 2)));
            }
            """);
        double[][] inputs = [[1, 0], [4, 0, 9], [5, 6, 0]]; // one value is padding by its own mask, one by that of its key
        double[] predicted = new GraphInterpreter<double>(1, (op, _) => inputs[((Input)op).Index]).Run(model.Inference, OutputKind.Prediction, 0);
        AssertClose([4, 0], predicted);
    }

    /// <summary>A mask of more axes than steps hides those in which nothing counts, of the query as of the values.</summary>
    [Fact]
    public void OfAMaskOfFeaturesAStepCountsInWhichAnythingCounts()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [Attention] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
                public Tensor<float> Forward([Shape(2, 2)] Tensor<float> query, [Shape(3, 2)] Tensor<float> value, [Shape(3, 2)] Tensor<float> key, [Shape(3, 2)] Tensor<float> counts) =>
                    Attend(WithMask(query, Sign(query)), WithMask(value, counts), key);
            }
            """);
        double[][] inputs = [[1, 0, 0, 0], [4, 6, 7, 7, 8, 2], [5, 5, 5, 1, 5, 3], [0, 1, 0, 0, 1, 1]]; // scores 5 alike; the second value is padding
        double[] predicted = new GraphInterpreter<double>(1, (op, _) => inputs[((Input)op).Index]).Run(model.Inference, OutputKind.Prediction, 0);
        AssertClose([6, 4, 0, 0], predicted);
    }

    [Theory]
    [InlineData("Attention", new[] { "scale ()" }, "UseScale = true")]
    [InlineData("AdditiveAttention", new[] { "scale (4)" }, "")]
    [InlineData("AdditiveAttention", new string[0], "UseScale = false")]
    [InlineData("MultiHeadAttention", new[] { "query/kernel (4, 2, 3)", "query/bias (2, 3)", "key/kernel (4, 2, 3)", "key/bias (2, 3)", "value/kernel (4, 2, 5)", "value/bias (2, 5)", "attention_output/kernel (2, 5, 4)", "attention_output/bias (4)" }, "2, 3, ValueDim = 5")]
    [InlineData("MultiHeadAttention", new[] { "query/kernel (4, 1, 2)", "key/kernel (4, 1, 2)", "value/kernel (4, 1, 2)", "attention_output/kernel (1, 2, 7)" }, "1, 2, OutputDim = 7, UseBias = false")]
    public void WeightsAreKerass(string layer, string[] expected, string settings)
    {
        LoweredModel model = LoweringHarness.Model(Chain("3, 4", $"[{layer}({settings})]"));
        Assert.Equal(expected, model.Parameters.Select(p => $"{p.Role} {p.Shape}"));
    }

    [Theory]
    [InlineData("CMP0100", "4", "[Attention]", "(batch, 4)", "(batch, steps, features)")]
    [InlineData("CMP0100", "2, 3, 4", "[MultiHeadAttention(1, 2)]", "(batch, 2, 3, 4)", "(batch, steps, features)")]
    [InlineData("CMP0010", "3, 4", "[MultiHeadAttention(0, 2)]", "NumHeads", "0")]
    [InlineData("CMP0010", "3, 4", "[MultiHeadAttention(2, 2, ValueDim = -1)]", "ValueDim", "-1")]
    [InlineData("CMP0114", "3, 4", "[AdditiveAttention(Dropout = 1)]", "Dropout", "less than 1")]
    public void WhatALayerCannotTakeIsRefused(string id, string shape, string layers, params string[] named)
    {
        (string message, _) = LoweringHarness.Finding(id, Chain(shape, layers));
        Assert.All(named, part => Assert.Contains(part, message));
    }

    [Theory]
    [InlineData("Attention", "3, 5", "3, 4", "equal")]
    [InlineData("AdditiveAttention", "3, 5", "3, 4", "equal")]
    [InlineData("MultiHeadAttention(1, 2)", "2, 4", "3, 4", "a key for each value")]
    public void KeysMustFitQueriesAndValues(string layer, string key, string value, string named)
    {
        (string message, _) = LoweringHarness.Finding("CMP0101", $$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
                public Tensor<float> Forward([Shape(2, 4)] Tensor<float> query, [Shape({{value}})] Tensor<float> value, [Shape({{key}})] Tensor<float> key) => Attend(query, value, key);
            }
            """);
        Assert.Contains(named, message);
    }

    /// <summary>The places 0, 1 and 2 of three features, by the formula of the paper; the input is sin(i + 1).</summary>
    [Fact]
    public void WavesTellPlacesApart()
    {
        double slow = Math.Pow(100, -2.0 / 3);
        double[] waves = [0, 1, 0, Math.Sin(1), Math.Cos(1), Math.Sin(slow), Math.Sin(2), Math.Cos(2), Math.Sin(2 * slow)];
        double[] predicted = Predict(LoweringHarness.Model(Chain("3, 3", "[SinusoidalPositions(MaxWavelength = 100)]")));
        AssertClose([.. Wave(Math.Sin, 27).Select((x, i) => x + waves[i % 9])], predicted);
    }

    /// <summary>The table has five rows, of which two are read.</summary>
    [Fact]
    public void EachPlaceHasItsRow()
    {
        LoweredModel model = LoweringHarness.Model(Chain("2, 3", "[PositionalEmbedding(5)]"));
        Assert.Equal(["embeddings (5, 3)"], model.Parameters.Select(p => $"{p.Role} {p.Shape}"));
        AssertClose([.. Wave(Math.Sin, 18).Select((x, i) => x + Math.Cos((i % 6) + 1))], Predict(model));
    }

    [Theory]
    [InlineData("CMP0114", "3, 4", "[PositionalEmbedding(2)]", "MaxLength", "3 steps")]
    [InlineData("CMP0010", "3, 4", "[PositionalEmbedding(0)]", "MaxLength", "0")]
    [InlineData("CMP0100", "4", "[PositionalEmbedding(2)]", "(batch, 4)")]
    [InlineData("CMP0100", "4", "[SinusoidalPositions]", "(batch, 4)")]
    [InlineData("CMP0114", "3, 4", "[SinusoidalPositions(MaxWavelength = 0)]", "MaxWavelength", "greater than 0")]
    public void PositionsThatDoNotFitAreRefused(string id, string shape, string layers, params string[] named) =>
        WhatALayerCannotTakeIsRefused(id, shape, layers, named);

    private static string Chain(string shape, string layers) => $"""
        [Model]
        [Input({shape})]
        {layers}
        public partial class Net;
        """;

    private static double[] Predict(LoweredModel model) => new GraphInterpreter<double>(3, (op, length) => op switch
    {
        Input { Index: 1 } => Wave(Math.Cos, length),
        Parameter p when !model.Parameters[p.Index].Role.Contains("bias", StringComparison.Ordinal) => Wave(Math.Cos, length),
        _ => Wave(Math.Sin, length),
    }).Run(model.Inference, OutputKind.Prediction, 0);

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
