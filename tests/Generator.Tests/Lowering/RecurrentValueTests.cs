using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Harness;
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
    [InlineData("[LSTM(2, Dropout = 0.5, RecurrentDropout = 0.3)]", new[] { -0.664811684769999, -0.514548981460114, -0.716492362177856, 0.0874722518371255, -0.627326977664017, 0.321599224550225 })] // predictions drop nothing
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
    [InlineData("[SimpleRNN(2, UseBias = false)]", new[] { 0.767501428521722, 0.848650651257729, 0.480110762870525, 0.112098770956699, -0.377723959025442, -0.896647482305417 })]
    [InlineData("[SimpleRNN(2, Bidirectional = Bidirectional.Sum)]", new[] { 0.95013475333937, 0.20008402315457, 0.969135846755503, 0.188776706188486, 1.46918372923614, 0.16473143581867 })]
    [InlineData("[SimpleRNN(2, Bidirectional = Bidirectional.Mul)]", new[] { -0.00233687214601966, -0.671125497149748, 0.132007553517171, -0.00141942282933383, 0.531656016051137, -0.646538137027775 })]
    [InlineData("[SimpleRNN(2, Bidirectional = Bidirectional.Ave)]", new[] { 0.475067376669685, 0.100042011577285, 0.484567923377751, 0.0943883530942429, 0.734591864618068, 0.0823657179093348 })]
    [InlineData("[LSTM(2, UseBias = false)]", new[] { -0.258785850323838, -0.0620321298095739, -0.18802769964965, 0.189038972955783, 0.10432511699595, 0.144660632923191 })]
    [InlineData("[LSTM(2, Bidirectional = Bidirectional.Sum)]", new[] { -1.1612810634638, -0.7743224137171, -1.00935845221244, -0.252535621576364, -0.79699006452882, 0.0884232858077851 })]
    [InlineData("[LSTM(2, Bidirectional = Bidirectional.Mul)]", new[] { 0.330058644086138, 0.13366615497823, 0.209836316650674, -0.0297412543298303, 0.106434231504044, -0.0749892010833395 })]
    [InlineData("[LSTM(2, Bidirectional = Bidirectional.Ave)]", new[] { -0.580640531731898, -0.38716120685855, -0.504679226106222, -0.126267810788182, -0.39849503226441, 0.0442116429038926 })]
    [InlineData("[GRU(2, UseBias = false)]", new[] { -0.0276360443136776, -0.0939161110294887, 0.196885416358213, -0.204239961018988, 0.301629860576532, -0.109977997584474 })]
    [InlineData("[GRU(2, Bidirectional = Bidirectional.Sum)]", new[] { -1.50554616042967, 0.188245754011311, -1.5136013548007, -0.00510453111713927, -1.32394895659393, -0.261423900878573 })]
    [InlineData("[GRU(2, Bidirectional = Bidirectional.Mul)]", new[] { 0.566516640254805, 0.00883186288878362, 0.57258416318028, -8.56557414458654e-05, 0.438072514064184, 0.0169264622706458 })]
    [InlineData("[GRU(2, Bidirectional = Bidirectional.Ave)]", new[] { -0.752773080214837, 0.0941228770056555, -0.756800677400351, -0.00255226555856963, -0.661974478296966, -0.130711950439287 })]
    public void TheLayerIsThatOfPyTorch(string layer, double[] expected)
    {
        AssertClose(expected, LoweringHarness.Model(Chain(layer)));
    }

    /// <summary>A convolution in place of each product; PyTorch has no such layer, so its step is written there.</summary>
    [Theory]
    [InlineData("3, 3, 4, 2", "ConvLSTM2D(2, 3, Padding = Padding.Same)", new[] { -0.759377167588343, 0.505718423594159, 0.0094262405361281, -0.138491573209926, -0.552298802386473, 0.0318722177307789, -0.679493348086895, -0.0355233925281341, 0.0799079979822518, -0.0268642027621939, -0.761589871535347, -0.778542800658507, 0.0422053640339814, 0.20033529842018, -0.432079876937422, -0.363771721234979, -0.734434485428229, -0.146516819078047, -0.116109214820379, 0.0795544654745964, -0.261527351103178, -0.4199000808625, -0.691983169826593, -0.0242042133585597, -0.011361075243424, -0.249288107249386, -0.744892358114137, 0.262691173669369, -0.586236248559029, 0.343535761788145, -0.102923813166689, -0.0523086832380331, -0.690344866332146, -0.741566407239249, 0.363289561818377, 0.0832845723049625, -0.311507912077984, -0.498288376202921, -0.544321799602273, -0.471409405208832, -0.238835998906938, -0.118700487353592, -0.370527155808856, -0.385036539138712, -0.631213007406438, -0.463018680913959, -0.146587393531128, 0.0191712815950396, -0.710900845041829, 0.359338768381866, -0.000277291336386906, -0.215933928965966, -0.196789883932759, -0.0252633881052615, -0.756014555863407, -0.212258368294127, 0.222952328791329, 0.0676235098105716, -0.58236549574799, -0.771179324448161, -0.31753992414892, -0.392784932671899, -0.153545622736131, 0.0347095760021108, -0.547594860971693, -0.120941502875641, -0.461475852138559, -0.125935742002169, -0.24195465836326, -0.21404495909128, -0.560954887681556, -0.0582590449702129 })]
    [InlineData("2, 5, 4, 1", "ConvLSTM2D(2, 3, 2, Strides = [2, 1], GoBackwards = true, ReturnSequences = true)", new[] { -0.693515678108749, 0.388928846272529, -0.639285101431984, -0.712325321911586, -0.258234234648633, -0.681978926975884, -0.393645243191913, -0.713557717627564, -0.0423693860564282, -0.395607142106437, 0.0375085666605686, 0.00886291213981558, 0.137246102251221, 0.128874293458357, -0.791111716079056, 0.415928511753477, -0.837538682711088, -0.71200872128092, -0.749225955138425, -0.683923302819223, -0.520323854737638, -0.796600528657102, -0.0879607862193237, -0.58253190189881, -0.140151068225076, -0.607628051331422, 0.0200795252238151, -0.0657162670098271, 0.122331160557359, 0.0151654923528343, 0.0653504756674194, 0.0141648217205735, 0.384611621904656, 0.0590770120838731, -0.6541255211479, 0.479729963372454, -0.798040133727534, -0.755835026457998, -0.109893193825497, -0.553756098610625, 0.0311000589363941, -0.219987806298146, -0.0313990787424765, -0.455661442298089, 0.120347595461993, 0.0192565617571709, 0.133034989751665, 0.11566752711507, 0.230456353789732, 0.0215102362570954, -0.256925455095601, 0.293015551072284, -0.699308375195215, -0.182837504807928, -0.695536524901522, 0.351051285306923, -0.632530158024146, -0.715553725603872, -0.24233618573507, -0.675911142070251, 0.0410917796791664, -0.0228355328980675, 0.0922219785212501, 0.0538393643033165, -0.571370764155741, 0.382537386447146, 0.251665869168056, 0.0853884763340296, -0.742275892298385, 0.363627016312183, -0.823251291544769, -0.761037483836831 })]
    [InlineData("3, 5, 5, 1", "ConvLSTM2D(1, 2, DilationRate = [3, 2], RecurrentActivation = Activation.HardSigmoid)", new[] { 0.0670064614188414, -0.162305583486218, -0.00810615353868696, 0.442555025038403, 0.264754093624711, -0.167261211834422, 0.252948000110403, -0.199588782512403, -0.00393138434281005, 0.441677450445253, 0.379141064356757, -0.0949542256493994, 0.360740155185213, -0.0436706561188551, -0.0878987259990407, 0.411939789934146, 0.431900598172968, 0.180522985160592 })]
    public void TheConvolutionalLayerIsThatOfKeras(string shape, string layer, double[] expected) => AssertClose(expected, LoweringHarness.Model($"""
        [Model]
        [Input({shape})]
        [{layer}]
        public partial class Net;
        """));

    [Theory]
    [InlineData("SimpleRNN", new[] { 0.814367386027993, 0.14637236119182, 0.921326764089365, 0.817148557459428, 0.0227076790155893, -0.487381597078087, 0.954499727386441, 0.919107947236862, 0.366577452207223, 0.913878064068931, 0.615666441363408, 0.184408487513, 0.385114991505082, 0.589417157572547, 0.778724668823109, 0.0510205146382539, -0.470705672096213, 0.56392043617409, 0.501992987360013, 0.108513016947124, 0.481318038325801, 0.884756627771335, 0.574395364502579, -0.642189377903036 })]
    [InlineData("GRU", new[] { 0.463660184225216, -0.132658698453973, -0.152153513902159, -0.220784640866493, -0.193526725311827, -0.0399589033768919, -0.609816747332319, -0.127477384625611, -0.984461304466894, -0.505077728460846, -0.973830776566132, -0.541139098597621, -0.971959018141569, -0.425404585576646, -0.963959558344898, -0.474216065117227, 0.256839935698397, 0.921565234837214, -0.0191266621529387, 0.609560423722837, -0.060150290758987, 0.588600679549474, -0.273570455989823, 0.366540951838455 })]
    public void AStateToBeginWithIsThatOfPyTorch(string layer, double[] expected) => AssertClose(expected, LoweringHarness.Model($$"""
        [Model]
        public partial class Net
        {
            [{{layer}}(2, ReturnSequences = true)] private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h);
            public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x, [Shape(2)] Tensor<float> h) => Decode(x, h);
        }
        """));

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
    [InlineData("Reshape(2, 14, 14, 1)] [ConvLSTM2D(40, 3, 5)", 28, 14, ((3 * 5 * (1 + 40)) + 1) * 40 * 4)]
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

    /// <summary>Both ways, not merged: what Concat puts behind each other are two results, with or without the states.</summary>
    [Theory]
    [InlineData("ReturnSequences = false", "Tensor<float> forward, Tensor<float> backward", "(forward, backward)")]
    [InlineData("ReturnSequences = true", "Tensor<float> forward, Tensor<float> backward", "(forward, backward)")]
    [InlineData("ReturnSequences = true", "Tensor<float> forward, Tensor<float> backward, Tensor<float> h, Tensor<float> g", "(forward, backward, _, _)")]
    public void BothWaysAreTwoResults(string settings, string results, string taken)
    {
        double[] both = Predict(LoweringHarness.Model(Chain($"[GRU(2, Bidirectional = Bidirectional.Concat, {settings})]")));
        double[] two = Predict(LoweringHarness.Model($$"""
            [Model]
            public partial class Net
            {
                [GRU(2, Bidirectional = Bidirectional.None, {{settings}})] private partial ({{results}}) Both(Tensor<float> x);
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x)
                {
                    var {{taken}} = Both(x);
                    return Concatenate(forward, backward);
                }
            }
            """));
        Assert.Equal(both, two);
    }

    [Fact]
    public void TwoResultsNeedATuple() =>
        Assert.Contains("tuple", LoweringHarness.Finding("CMP0114", Chain("[LSTM(2, Bidirectional = Bidirectional.None)]")).Message);

    [Theory]
    [InlineData("4, 5, 3", "(batch, 4, 5, 3)", "(batch, steps, height, width, channels)")]
    [InlineData("2, 4, 5, 3", "covers 5 positions", "(batch, 4, 5, 3)")]
    public void PicturesThatDoNotFitAreRefused(string shape, params string[] named)
    {
        string source = $"""
            [Model]
            [Input({shape})]
            [ConvLSTM2D(2, 5, 3)]
            public partial class Net;
            """;
        (string message, _) = LoweringHarness.Finding(shape.Length < 8 ? "CMP0100" : "CMP0121", source);
        Assert.All(named, part => Assert.Contains(part, message));
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

    /// <summary>A whole model on each step gives what it gives on as many samples.</summary>
    [Fact]
    public void EachStepIsASampleOfAModelInside()
    {
        const string Frame = """
            [Model]
            [Input(2, 3)]
            [LSTM(2)]
            public partial class Frame;
            """;
        double[] distributed = Predict(LoweringHarness.Model("""
            [Model]
            public partial class Net
            {
                private partial Frame Frame { get; }
                public Tensor<float> Forward([Shape(2, 2, 3)] Tensor<float> x) => TimeDistributed(Frame.Forward, x);
            }

            """ + Frame));
        Assert.Equal(Predict(LoweringHarness.Model(Frame.Replace("Frame", "Net", StringComparison.Ordinal)), samples: 6), distributed);
    }

    [Theory]
    [InlineData("CMP0025", "TimeDistributed(y => y, x)", "name the method of a layer")]
    [InlineData("CMP0025", "TimeDistributed(Two, x)", "one tensor as its parameter")]
    [InlineData("CMP0102", "TimeDistributed(One, Max(x, [1, 2]))", "takes sequences")]
    [InlineData("CMP0102", "TimeDistributed(Half, x)", "a row for each step")]
    public void WhatIsNotDistributedIsRefused(string id, string expression, string named)
    {
        Microsoft.CodeAnalysis.Diagnostic found = Assert.Single(GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;
            using static Compiled.Ops;

            [Model]
            public partial class Net
            {
                private static Tensor<float> One(Tensor<float> x) => x;
                private static Tensor<float> Half(Tensor<float> x) => Reshape(x, x.Lengths[0] / 2, 6);
                private static Tensor<float> Two(Tensor<float> x, Tensor<float> y) => x;
                public Tensor<float> Forward([Shape(4, 3)] Tensor<float> x) => {{expression}};
            }
            """).Diagnostics);
        Assert.Equal(id, found.Id);
        Assert.Contains(named, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void BothWaysHaveNoOtherDirection() =>
        Assert.Contains("GoBackwards", LoweringHarness.Finding("CMP0114", Chain("[LSTM(2, Bidirectional = Bidirectional.Sum, GoBackwards = true)]")).Message);

    [Theory]
    [InlineData("GRU", "Tensor<float> h", "h", "3", "or with a state of shape (batch, 4) to begin with", "give the state that shape")]
    [InlineData("GRU", "Tensor<float> h, Tensor<float> c", "h, h", "4", "or with a state of shape (batch, 4) to begin with", "a parameter for the sequence and one for the state")]
    [InlineData("LSTM", "Tensor<float> h", "h", "4", "or with 2 states of shape (batch, 4) to begin with", "one for each state")]
    [InlineData("SimpleRNN", "Tensor<float> h, Tensor<float> c, Tensor<float> d", "h, h, h", "4", "takes 1 to 3 inputs")]
    public void StatesToBeginWithThatDoNotFitAreRefused(string layer, string parameters, string arguments, string size, params string[] named)
    {
        (string message, _) = LoweringHarness.Finding("CMP0100", $$"""
            [Model]
            public partial class Net
            {
                [{{layer}}(4)] private partial Tensor<float> Read(Tensor<float> x, {{parameters}});
                public Tensor<float> Forward([Shape(5, 2)] Tensor<float> x, [Shape({{size}})] Tensor<float> h) => Read(x, {{arguments}});
            }
            """);
        Assert.All(named, part => Assert.Contains(part, message));
    }

    [Fact]
    public void TheBiasOfTheForgetGateBeginsWithOnes()
    {
        LoweredModel model = LoweringHarness.Model(Chain("[LSTM(5, ReturnSequences = true)] [LSTM(6, UnitForgetBias = false)]"));
        Assert.Equal([true, false], model.Parameters.Where(p => p.Role == "bias").Select(p => p.Initializer.EndsWith("{ Ones = 5..10 }", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("4", "[LSTM(2)]", "lstm", "(batch, 4)", "Embedding", "(batch, steps, 1)")]
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
