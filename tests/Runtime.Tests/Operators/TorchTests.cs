using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.Runtime.Tests.Operators;

/// <summary>Values by PyTorch 1.13: <c>python3 tests/Oracle/operators.py values</c>.</summary>
public class TorchTests
{
    private static readonly Tensor<double> _x = Tensor.Create<double>([-6.0, -3.0, -1.5, -0.5, -0.1, 0.1, 0.5, 1.5, 3.0, 6.5]);
    private static readonly Tensor<double> _rows = Tensor.Create([0.5, -1.0, 2.0, 3.0, 3.0, -40.0], [2, 3]);
    private static readonly Tensor<double> _targets = Tensor.Create([0.2, 0.5, 0.3, 0.0, 1.0, 0.0], [2, 3]);
    private static readonly Tensor<double> _right = Tensor.Create([1.0, -2.0, 0.5, 3.0, -1.5, 0.25], [3, 2]);

    private static readonly Dictionary<string, Func<Tensor<double>>> _operators = new()
    {
        [nameof(Sigmoid)] = () => Sigmoid(_x),
        [nameof(Tanh)] = () => Tanh(_x),
        [nameof(Erf)] = () => Erf(_x),
        [nameof(Softplus)] = () => Softplus(_x),
        [nameof(ExpM1)] = () => ExpM1(_x),
        [nameof(Sin)] = () => Sin(_x),
        [nameof(Cos)] = () => Cos(_x),
        [nameof(Relu)] = () => Relu(_x),
        [nameof(Gelu)] = () => Gelu(_x),
        [nameof(Silu)] = () => Silu(_x),
        [nameof(Mish)] = () => Mish(_x),
        [nameof(Elu)] = () => Elu(_x),
        [nameof(Selu)] = () => Selu(_x),
        [nameof(Softsign)] = () => Softsign(_x),
        [nameof(Relu6)] = () => Relu6(_x),
        [nameof(LeakyRelu)] = () => LeakyRelu(_x),
        [nameof(HardSigmoid)] = () => HardSigmoid(_x),
        [nameof(Softmax)] = () => Softmax(_rows),
        [nameof(LogSoftmax)] = () => LogSoftmax(_rows),
        [nameof(SoftmaxCrossEntropy)] = () => SoftmaxCrossEntropy(_rows, _targets),
        [nameof(SparseSoftmaxCrossEntropy)] = () => SparseSoftmaxCrossEntropy(_rows, Tensor.Create<int>([2, 0])),
        [nameof(ReduceMaximum)] = () => ReduceMaximum(_rows, [-1]),
        [nameof(ReduceMinimum)] = () => ReduceMinimum(_rows, [-1]),
        [nameof(MatrixProduct)] = () => MatrixProduct(_rows, _right),
        [nameof(LogSumExp)] = () => LogSumExp(_rows, -1),
        [nameof(Variance)] = () => Variance(_rows, -1),
    };

    private static readonly Dictionary<string, double[]> _expected = new()
    {
        ["Sigmoid"] = [0.0024726231566347743, 0.04742587317756678, 0.18242552380635635, 0.3775406687981454, 0.47502081252106, 0.52497918747894, 0.6224593312018546, 0.8175744761936437, 0.9525741268224334, 0.998498817743263],
        ["Tanh"] = [-0.9999877116507956, -0.9950547536867305, -0.9051482536448664, -0.46211715726000974, -0.09966799462495582, 0.09966799462495582, 0.46211715726000974, 0.9051482536448664, 0.9950547536867305, 0.9999954793514042],
        ["Erf"] = [-1.0, -0.9999779095030014, -0.9661051464753108, -0.5204998778130465, -0.1124629160182849, 0.1124629160182849, 0.5204998778130465, 0.9661051464753108, 0.9999779095030014, 1.0],
        ["Softplus"] = [0.0024756851377304495, 0.04858735157374206, 0.2014132779827524, 0.4740769841801067, 0.6443966600735709, 0.744396660073571, 0.9740769841801067, 1.7014132779827524, 3.048587351573742, 6.501502310159754],
        ["ExpM1"] = [-0.9975212478233336, -0.950212931632136, -0.7768698398515702, -0.3934693402873666, -0.09516258196404043, 0.10517091807564763, 0.6487212707001282, 3.481689070338065, 19.085536923187668, 664.1416330443618],
        ["Sin"] = [0.27941549819892586, -0.1411200080598672, -0.9974949866040544, -0.479425538604203, -0.09983341664682815, 0.09983341664682815, 0.479425538604203, 0.9974949866040544, 0.1411200080598672, 0.21511998808781552],
        ["Cos"] = [0.960170286650366, -0.9899924966004454, 0.0707372016677029, 0.8775825618903728, 0.9950041652780257, 0.9950041652780257, 0.8775825618903728, 0.0707372016677029, -0.9899924966004454, 0.9765876257280235],
        ["Relu"] = [0.0, 0.0, 0.0, 0.0, 0.0, 0.1, 0.5, 1.5, 3.0, 6.5],
        ["Gelu"] = [-5.919525869479969e-09, -0.00404969409489031, -0.10021080190328704, -0.15426876936299344, -0.0460172162722971, 0.053982783727702904, 0.34573123063700656, 1.399789198096713, 2.99595030590511, 6.49999999973896],
        ["Silu"] = [-0.014835738939808647, -0.14227761953270035, -0.2736382857095345, -0.1887703343990727, -0.047502081252106004, 0.052497918747894, 0.3112296656009273, 1.2263617142904655, 2.8577223804672998, 6.490242315331209],
        ["Mish"] = [-0.014854080479424991, -0.1456474612756246, -0.2980997421668068, -0.22074377465173, -0.05678857521284474, 0.06317941749148973, 0.37524521130489513, 1.4033782663958028, 2.9865350049679575, 6.499970703939837],
        ["Elu"] = [-0.9975212478233336, -0.950212931632136, -0.7768698398515702, -0.3934693402873666, -0.09516258196404048, 0.1, 0.5, 1.5, 3.0, 6.5],
        ["Selu"] = [-1.7537414482794556, -1.6705687287671118, -1.3658143533672527, -0.6917581878028713, -0.16730527262431402, 0.10507009873554805, 0.5253504936777402, 1.5760514810332207, 3.1521029620664414, 6.829556417810623],
        ["Softsign"] = [-0.8571428571428571, -0.75, -0.6, -0.3333333333333333, -0.09090909090909091, 0.09090909090909091, 0.3333333333333333, 0.6, 0.75, 0.8666666666666667],
        ["Relu6"] = [0.0, 0.0, 0.0, 0.0, 0.0, 0.1, 0.5, 1.5, 3.0, 6.0],
        ["LeakyRelu"] = [-1.2000000000000002, -0.6000000000000001, -0.30000000000000004, -0.1, -0.020000000000000004, 0.1, 0.5, 1.5, 3.0, 6.5],
        ["HardSigmoid"] = [0.0, 0.0, 0.2, 0.4, 0.48, 0.52, 0.6, 0.8, 1.0, 1.0],
        ["Softmax"] = [0.1752903921400367, 0.039112573270687456, 0.7855970345892759, 0.5, 0.5, 1.0575655187955402e-19],
        ["LogSoftmax"] = [-1.7413112966571571, -3.241311296657157, -0.24131129665715703, -0.6931471805599453, -0.6931471805599453, -43.69314718055995],
        ["SoftmaxCrossEntropy"] = [2.0413112966571574, 0.6931471805599453],
        ["SparseSoftmaxCrossEntropy"] = [0.24131129665715703, 0.6931471805599453],
        ["ReduceMaximum"] = [2.0, 3.0],
        ["ReduceMinimum"] = [-1.0, -40.0],
        ["MatrixProduct"] = [-3.0, -3.5, 64.5, -7.0],
        ["LogSumExp"] = [2.241311296657157, 3.6931471805599454],
        ["Variance"] = [1.5, 410.88888888888886],
    };

    public static TheoryData<string> Names => [.. _expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAreThoseOfPyTorch(string name)
    {
        Tensor<double> result = _operators[name]();
        double[] expected = _expected[name];
        var actual = new double[result.FlattenedLength];
        result.FlattenTo(actual);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * (1 + Math.Abs(expected[i])));
        }
    }
}
