using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Recurrent layers beside PyTorch; the numbers are from tests/Oracle/recurrent.py (PyTorch 1.13).</summary>
public class RecurrentValueTests
{
    [Theory]
    [InlineData("[SimpleRNN(2)]", new[] { 0.952587935935813, 0.92535037893471, 0.805190004416246, 0.196017994583216, 0.645321536334177, -0.725917801973692 })]
    [InlineData("[SimpleRNN(2, ReturnSequences = true)]", new[] { 0.410283850431652, 0.099930072637437, 0.890716811775769, 0.873269687307875, -0.0493464294312967, -0.505424652742195, 0.952587935935813, 0.92535037893471, 0.265723190962697, 0.611509616913444, 0.745543954918221, 0.402102108811267, 0.254959175218386, 0.446588163702176, 0.805190004416246, 0.196017994583216, 0.278745684656083, 0.881892163423013, 0.566332935448165, -0.389134798126342, 0.782632668301443, 0.934877344549726, 0.645321536334177, -0.725917801973692 })]
    [InlineData("[SimpleRNN(2, ReturnSequences = true, GoBackwards = true)]", new[] { 0.882135311616978, 0.854911972616686, -0.0358337971618406, -0.493740644432293, 0.943836459492933, 0.957949362833309, -0.00245318259644333, -0.72526635578014, 0.889089243804609, 0.534624361264565, 0.20416171986444, 0.322174949299417, 0.838477422436723, 0.565508180593958, 0.163945842339256, -0.00724128839473058, 0.853771375483569, 0.0167220662898063, 0.667176569066511, 0.864493110578974, 0.700968821193968, -0.508757214348493, 0.823862192901959, 0.890649237792362 })]
    [InlineData("[LSTM(2)]", new[] { -0.664811684769999, -0.514548981460114, -0.716492362177856, 0.0874722518371255, -0.627326977664017, 0.321599224550225 })]
    [InlineData("[LSTM(2, ReturnSequences = true)]", new[] { 0.0105045389949079, 0.112577540663285, -0.441132804336654, -0.412442322491327, -0.338955055359386, -0.285885051077111, -0.664811684769999, -0.514548981460114, -0.0667303283553711, -0.120224483027953, -0.581228442493536, -0.0391625519960876, -0.231826373748465, -0.370423975446464, -0.716492362177856, 0.0874722518371255, -0.110505488204968, -0.363728528827018, -0.616783503773715, 0.307464897723189, -0.16414476522867, -0.296319281257682, -0.627326977664017, 0.321599224550225 })]
    [InlineData("[LSTM(2, ReturnSequences = true, GoBackwards = true)]", new[] { -0.512905062457262, -0.264459483485145, -0.305143722139264, -0.242103538307408, -0.615039018618578, -0.61681032646362, -0.496469378693798, -0.259773432256986, -0.532617856865413, 0.264438439575958, -0.17015236912731, -0.180365629520733, -0.676184321287198, -0.129980420607906, -0.292866090034588, -0.34000787341349, -0.397202851075634, 0.323432622740783, -0.142795439260147, -0.242470275498796, -0.638276260605228, 0.303118548298444, -0.169663086864803, -0.23317593874244 })]
    [InlineData("[GRU(2)]", new[] { -0.740498307657719, 0.0889024280749471, -0.744029532841261, -0.0121527760099637, -0.650240090696546, -0.143327485188028 })]
    [InlineData("[GRU(2, ReturnSequences = true)]", new[] { -0.0446408030240729, 0.168339523241606, -0.455497117122667, 0.0647891110668246, -0.477729206788919, 0.189681477223553, -0.740498307657719, 0.0889024280749471, -0.03772028302635, 0.139175134103267, -0.484602136925469, 0.0125696369160246, -0.509773074163819, 0.105972205826197, -0.744029532841261, -0.0121527760099637, -0.0493020946999154, 0.0834709306027043, -0.413460809863302, -0.0618212165220531, -0.461798222175479, -0.025359701910468, -0.650240090696546, -0.143327485188028 })]
    [InlineData("[GRU(2, ReturnSequences = true, GoBackwards = true)]", new[] { -0.486246998089273, -0.0980992354056198, -0.510420151143599, 0.0463221936711964, -0.757488052628674, -0.0307815473776587, -0.765047852771956, 0.099343325936364, -0.452937673042864, -0.124302320735579, -0.482465381444385, -0.0159763949975879, -0.759211274768237, -0.107913728784281, -0.76957182195944, 0.00704824489282441, -0.313114728986171, -0.128154024019944, -0.36992317481293, -0.0839900283602439, -0.647598438607419, -0.19484672411461, -0.673708865897386, -0.118096415690545 })]
    [InlineData("[GRU(2, ResetAfter = false)]", new[] { -0.710022215723435, 0.0648480636163583, -0.625634641818439, -0.0973406070830344, -0.512854295074883, -0.282929462578862 })]
    [InlineData("[LSTM(2, Peephole = true)]", new[] { -0.541520190977591, -0.516125934620171, -0.612021508788988, 0.127607904541934, -0.527465944019245, 0.327882257743659 })]
    [InlineData("[LSTM(2, RecurrentActivation = Activation.HardSigmoid, Activation = Activation.Relu)]", new[] { 0.00191239057293289, 0.0141418539909383, 0, 0.279166563296208, 0, 0.449721398464563 })]
    [InlineData("[SimpleRNN(2, Bidirectional = Bidirectional.Concat)]", new[] { 0.952587935935813, 0.92535037893471, -0.00245318259644333, -0.72526635578014, 0.805190004416246, 0.196017994583216, 0.163945842339256, -0.00724128839473058, 0.645321536334177, -0.725917801973692, 0.823862192901959, 0.890649237792362 })]
    [InlineData("[SimpleRNN(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]", new[] { 0.410283850431652, 0.099930072637437, -0.00245318259644333, -0.72526635578014, 0.890716811775769, 0.873269687307875, 0.943836459492933, 0.957949362833309, -0.0493464294312967, -0.505424652742195, -0.0358337971618406, -0.493740644432293, 0.952587935935813, 0.92535037893471, 0.882135311616978, 0.854911972616686, 0.265723190962697, 0.611509616913444, 0.163945842339256, -0.00724128839473058, 0.745543954918221, 0.402102108811267, 0.838477422436723, 0.565508180593958, 0.254959175218386, 0.446588163702176, 0.20416171986444, 0.322174949299417, 0.805190004416246, 0.196017994583216, 0.889089243804609, 0.534624361264565, 0.278745684656083, 0.881892163423013, 0.823862192901959, 0.890649237792362, 0.566332935448165, -0.389134798126342, 0.700968821193968, -0.508757214348493, 0.782632668301443, 0.934877344549726, 0.667176569066511, 0.864493110578974, 0.645321536334177, -0.725917801973692, 0.853771375483569, 0.0167220662898063 })]
    [InlineData("[LSTM(2, Bidirectional = Bidirectional.Concat)]", new[] { -0.664811684769999, -0.514548981460114, -0.496469378693798, -0.259773432256986, -0.716492362177856, 0.0874722518371255, -0.292866090034588, -0.34000787341349, -0.627326977664017, 0.321599224550225, -0.169663086864803, -0.23317593874244 })]
    [InlineData("[LSTM(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]", new[] { 0.0105045389949079, 0.112577540663285, -0.496469378693798, -0.259773432256986, -0.441132804336654, -0.412442322491327, -0.615039018618578, -0.61681032646362, -0.338955055359386, -0.285885051077111, -0.305143722139264, -0.242103538307408, -0.664811684769999, -0.514548981460114, -0.512905062457262, -0.264459483485145, -0.0667303283553711, -0.120224483027953, -0.292866090034588, -0.34000787341349, -0.581228442493536, -0.0391625519960876, -0.676184321287198, -0.129980420607906, -0.231826373748465, -0.370423975446464, -0.17015236912731, -0.180365629520733, -0.716492362177856, 0.0874722518371255, -0.532617856865413, 0.264438439575958, -0.110505488204968, -0.363728528827018, -0.169663086864803, -0.23317593874244, -0.616783503773715, 0.307464897723189, -0.638276260605228, 0.303118548298444, -0.16414476522867, -0.296319281257682, -0.142795439260147, -0.242470275498796, -0.627326977664017, 0.321599224550225, -0.397202851075634, 0.323432622740783 })]
    [InlineData("[GRU(2, Bidirectional = Bidirectional.Concat)]", new[] { -0.740498307657719, 0.0889024280749471, -0.765047852771956, 0.099343325936364, -0.744029532841261, -0.0121527760099637, -0.76957182195944, 0.00704824489282441, -0.650240090696546, -0.143327485188028, -0.673708865897386, -0.118096415690545 })]
    [InlineData("[GRU(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]", new[] { -0.0446408030240729, 0.168339523241606, -0.765047852771956, 0.099343325936364, -0.455497117122667, 0.0647891110668246, -0.757488052628674, -0.0307815473776587, -0.477729206788919, 0.189681477223553, -0.510420151143599, 0.0463221936711964, -0.740498307657719, 0.0889024280749471, -0.486246998089273, -0.0980992354056198, -0.03772028302635, 0.139175134103267, -0.76957182195944, 0.00704824489282441, -0.484602136925469, 0.0125696369160246, -0.759211274768237, -0.107913728784281, -0.509773074163819, 0.105972205826197, -0.482465381444385, -0.0159763949975879, -0.744029532841261, -0.0121527760099637, -0.452937673042864, -0.124302320735579, -0.0493020946999154, 0.0834709306027043, -0.673708865897386, -0.118096415690545, -0.413460809863302, -0.0618212165220531, -0.647598438607419, -0.19484672411461, -0.461798222175479, -0.025359701910468, -0.36992317481293, -0.0839900283602439, -0.650240090696546, -0.143327485188028, -0.313114728986171, -0.128154024019944 })]
    public void TheLayerIsThatOfPyTorch(string layer, double[] expected)
    {
        AssertClose(expected, LoweringHarness.Model(Chain(layer)));
    }

    [Fact]
    public void StatesToBeginWithAreThoseOfPyTorch()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                [LSTM(2, ReturnSequences = true)] private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x, [Shape(2)] Tensor<float> h, [Shape(2)] Tensor<float> c) => Decode(x, h, c);
            }
            """);
        AssertClose([0.0518076480277378, 0.314348041573836, -0.391014780153998, -0.292559968039515, -0.290809965946029, -0.217491594939367, -0.642767170498712, -0.477934874109722, -0.122390095855244, -0.591654136718458, -0.670363039783184, -0.209618694950309, -0.267024963874632, -0.460939159757742, -0.745477831793529, 0.0466202242946401, -0.149394034999862, -0.217795594886978, -0.630693563103583, 0.283924505786151, -0.169890247711744, -0.310983159536888, -0.636636574253832, 0.321373489327563], model);
    }

    /// <summary>The output of the last step is the state h, and what goes on from the states is what goes on from the whole.</summary>
    [Fact]
    public void StatesAreReturnedBehindTheOutput()
    {
        const string Source = """
            [Model]
            public partial class Net
            {
                [LSTM(2)] private partial (Tensor<float> y, Tensor<float> h, Tensor<float> c) Cell(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x, [Shape(2)] Tensor<float> start)
                {
                    (Tensor<float> first, Tensor<float> h, Tensor<float> c) = Cell(Slice(x, 1, 0, 2), start, start);
                    (Tensor<float> last, _, _) = Cell(Slice(x, 1, 2, 2), h, c);
                    return Concatenate(last, first - h);
                }
            }
            """;
        double[] parts = Predict(LoweringHarness.Model(Source));
        double[] whole = Predict(LoweringHarness.Model(Source.Replace("Concatenate(last, first - h)", "Whole(x, start, start)", StringComparison.Ordinal).Replace(
            "    public", "    [LSTM(2)] private partial Tensor<float> Whole(Tensor<float> x, Tensor<float> h, Tensor<float> c);\n    public", StringComparison.Ordinal)));
        for (int sample = 0; sample < 3; sample++)
        {
            Assert.Equal(whole[2 * sample], parts[4 * sample], 1e-12);
            Assert.Equal(whole[(2 * sample) + 1], parts[(4 * sample) + 1], 1e-12);
            Assert.Equal([0, 0], parts[((4 * sample) + 2)..((4 * sample) + 4)]);
        }
    }

    [Theory]
    [InlineData("LSTM(2)", "4 tensors", "tuple of 3")]
    [InlineData("Dense(2)", "4 tensors", "one Tensor<float>")]
    public void ATupleHoldsWhatTheLayerGives(string layer, params string[] named)
    {
        (string message, _) = LoweringHarness.Finding("CMP0100", $$"""
            [Model]
            public partial class Net
            {
                [{{layer}}] private partial (Tensor<float>, Tensor<float>, Tensor<float>, Tensor<float>) Cell(Tensor<float> x);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x)
                {
                    (Tensor<float> y, _, _, _) = Cell(x);
                    return y;
                }
            }
            """);
        Assert.All(named, part => Assert.Contains(part, message));
    }

    [Theory]
    [InlineData("SimpleRNN(16)", 28, 28, 16 * (28 + 16 + 1))]
    [InlineData("SimpleRNN(4)", 1, 1, 29 - 5)]
    [InlineData("LSTM(4)", 1, 1, 101 - 5)]
    [InlineData("GRU(4, ResetAfter = false)", 1, 1, 72)]
    [InlineData("GRU(4)", 1, 1, 84)]
    [InlineData("LSTM(4, Peephole = true)", 1, 1, 96 + 12)]
    public void TheCountOfParametersIsKerass(string layer, int steps, int features, long count)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model]
            [Input({{steps}}, {{features}})]
            [{{layer}}]
            public partial class Net;
            """);
        Assert.Equal(count, model.Parameters.Sum(p => p.Shape.Length.Value));
    }

    /// <summary>Both ways, merged by hand from what PyTorch gives for each.</summary>
    [Theory]
    [InlineData("Sum")]
    [InlineData("Mul")]
    [InlineData("Ave")]
    public void BothWaysAreMerged(string merge)
    {
        double[] both = Predict(LoweringHarness.Model(Chain("[GRU(2, Bidirectional = Bidirectional.Concat)]")));
        double[] merged = Predict(LoweringHarness.Model(Chain($"[GRU(2, Bidirectional = Bidirectional.{merge})]")));
        for (int i = 0; i < merged.Length; i++)
        {
            (double forward, double backward) = (both[(i / 2 * 4) + (i % 2)], both[(i / 2 * 4) + 2 + (i % 2)]);
            Assert.Equal(merge switch { "Sum" => forward + backward, "Mul" => forward * backward, _ => (forward + backward) / 2 }, merged[i], 1e-12);
        }
    }

    [Fact]
    public void EachStepIsASampleOfItsOwn()
    {
        double[] distributed = Predict(LoweringHarness.Model(Chain("[Reshape(2, 2, 3)] [LSTM(2, TimeDistributed = true)]")));
        LoweredModel alone = LoweringHarness.Model("""
            [Model]
            [Input(2, 3)]
            [LSTM(2)]
            public partial class Net;
            """);
        Assert.Equal(Predict(alone, samples: 6), distributed);
        Assert.Contains("TimeDistributed", LoweringHarness.Finding("CMP0100", Chain("[LSTM(2)] [Dense(2, TimeDistributed = true)]")).Message);
    }

    [Fact]
    public void BothWaysHaveNoOtherDirection() =>
        Assert.Contains("GoBackwards", LoweringHarness.Finding("CMP0114", Chain("[LSTM(2, Bidirectional = Bidirectional.Sum, GoBackwards = true)]")).Message);

    [Fact]
    public void TheBiasOfTheForgetGateBeginsWithOnes()
    {
        LoweredModel model = LoweringHarness.Model(Chain("[LSTM(5, ReturnSequences = true)] [LSTM(6, UnitForgetBias = false)]"));
        Assert.Equal([true, false], model.Parameters.Where(p => p.Role == "bias").Select(p => p.Initializer.EndsWith("{ Ones = 5..10 }", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("4", "[LSTM(2)]", "lstm", "(batch, 4)", "ReturnSequences")]
    [InlineData("4, 3", "[GRU(2)] [SimpleRNN(2)]", "simple_rnn", "(batch, 2)", "ReturnSequences")]
    [InlineData("4, 3, 2", "[GRU(2)]", "gru", "(batch, 4, 3, 2)", "Reshape")]
    public void WhatIsNoSequenceIsRefused(string shape, string layers, params string[] named)
    {
        (string message, _) = LoweringHarness.Finding("CMP0100", $$"""
            [Model]
            [Input({{shape}})]
            {{layers}}
            public partial class Net;
            """);
        Assert.All(named, part => Assert.Contains(part, message));
    }

    private static string Chain(string layers) => $"""
        [Model]
        [Input(4, 3)]
        {layers}
        public partial class Net;
        """;

    private static void AssertClose(double[] expected, LoweredModel model)
    {
        double[] actual = Predict(model);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static double[] Predict(LoweredModel model, int samples = 3) => new GraphInterpreter<double>(samples, (op, length) => op switch
    {
        Input { Index: 1 } => Wave(Math.Cos, length),
        Parameter p when !model.Parameters[p.Index].Role.Contains("bias", StringComparison.Ordinal) => Wave(Math.Cos, length),
        _ => Wave(Math.Sin, length),
    }).Run(model.Inference, OutputKind.Prediction, 0);

    private static double[] Wave(Func<double, double> function, int length) => [.. Enumerable.Range(1, length).Select(i => function(i))];
}
