using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>
/// Gradients by PyTorch 1.13: <c>python3 tests/Oracle/operators.py gradients</c>. The loss is the sum of the results, weighted.
/// </summary>
public class TorchGradientTests
{
    private static readonly double[] _x = [-6.0, -3.0, -1.5, -0.5, -0.1, 0.1, 0.5, 1.5, 3.0, 6.5];
    private static readonly double[] _rows = [0.5, -1.0, 2.0, 3.0, 3.0, -40.0];
    private static readonly double[] _weights = [0.7, -0.2, 1.1, 0.4, 0.9, -0.5];

    private static readonly Dictionary<string, Operator> _operators = new Operator[]
    {
        new Sigmoid(), new Tanh(), new Erf(), new Softplus(), new ExpM1(), new Sin(), new Cos(), new Relu(),
        new Softmax(), new LogSoftmax(), new SoftmaxCrossEntropy(), new SparseSoftmaxCrossEntropy(),
        new ReduceMaximum(EquatableArray.Of(1), false), new ReduceMinimum(EquatableArray.Of(1), false), new MatrixProduct(false, false),
    }.ToDictionary(op => op.RuntimeName);

    private static readonly Dictionary<Type, (TensorType Type, Array Elements)> _second = new()
    {
        [typeof(SoftmaxCrossEntropy)] = (new(Shape.Of(2, 3)), new[] { 0.2, 0.5, 0.3, 0.0, 1.0, 0.0 }),
        [typeof(SparseSoftmaxCrossEntropy)] = (new(Shape.Of(2), ElementType.Int32), new[] { 2, 0 }),
        [typeof(MatrixProduct)] = (new(Shape.Of(3, 2)), new[] { 1.0, -2.0, 0.5, 3.0, -1.5, 0.25 }),
    };

    private static readonly Dictionary<string, double[]> _expected = new()
    {
        ["Sigmoid"] = [0.0017265565039520335, -0.009035331946182428, 0.16406109727736615, 0.0940014848806378, 0.22443843617360276, -0.12468802009644599, 0.16450259854111612, -0.029829290414066574, 0.04969432570400321, 0.0005995714834276274],
        ["Tanh"] = [1.720358318371208e-05, -0.001973207433088033, 0.19877730281601347, 0.314579093186371, 0.8910596617626958, -0.4950331454237199, 0.5505134130761491, -0.03614132778472972, 0.010852640881984184, 3.6165107021313414e-06],
        ["Erf"] = [1.8321108674744851e-16, -2.7850610389349575e-05, 0.1308233181459923, 0.3515130315741779, 1.0054364461100431, -0.5585758033944684, 0.6151478052548113, -0.023786057844725872, 0.00015317835714142265, 2.021032001225061e-19],
        ["Softplus"] = [0.001730836209644342, -0.009485174635513358, 0.20066807618699198, 0.15101626751925817, 0.427518731268954, -0.26248959373947, 0.43572153184129814, -0.16351489523872872, 1.0478315395046767, 0.3993995270973052],
        ["ExpM1"] = [0.0017351265236664635, -0.009957413673572791, 0.2454431761632728, 0.2426122638850534, 0.8143536762323635, -0.5525854590378239, 1.1541048894900896, -0.8963378140676131, 22.09409061550644, 266.0566532177447],
        ["Sin"] = [0.6721192006552561, 0.1979984993200891, 0.0778109218344732, 0.3510330247561491, 0.8955037487502232, -0.49750208263901285, 0.6143077933232609, -0.014147440333540581, -1.0889917462604901, 0.39063505029120943],
        ["Cos"] = [-0.1955908487392481, -0.028224001611973443, 1.09724448526446, 0.1917702154416812, 0.08985007498214534, 0.04991670832341408, -0.3355978770229421, 0.1994989973208109, -0.15523200886585395, -0.08604799523512621],
        ["Relu"] = [0.0, 0.0, 0.0, 0.0, 0.0, -0.5, 0.7, -0.2, 1.1, 0.4],
        ["Softmax"] = [-0.048912592427279425, -0.046115190525192445, 0.09502778295247186, -0.125, 0.125, -1.216200346614871e-19],
        ["LogSoftmax"] = [0.41953537257594126, -0.26258011723309993, -0.15695525534284138, 0.0, 0.5, -0.5],
        ["SoftmaxCrossEntropy"] = [-0.017296725501974308, -0.32262119871051875, 0.33991792421249306, -0.1, 0.1, -2.1151310375910767e-20],
        ["SparseSoftmaxCrossEntropy"] = [0.12270327449802568, 0.02737880128948121, -0.15008207578750687, 0.1, -0.1, -2.1151310375910767e-20],
        ["ReduceMaximum"] = [0.0, 0.0, 0.7, -0.1, -0.1, -0.0],
        ["ReduceMinimum"] = [0.0, 0.7, 0.0, -0.0, -0.0, -0.2],
        ["MatrixProduct"] = [1.1, -0.2500000000000001, -1.0999999999999999, 0.30000000000000004, 1.7500000000000002, -1.55],
    };

    public static TheoryData<string> Names => [.. _expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreThoseOfPyTorch(string name)
    {
        Operator op = _operators[name];
        double[] expected = _expected[name], elements = expected.Length == _x.Length ? _x : _rows;
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Parameter(0, elements == _x ? Shape.Of(10) : Shape.Of(2, 3)));
        Value result = _second.TryGetValue(op.GetType(), out (TensorType Type, Array Elements) second)
            ? builder.Apply(op, x, builder.Apply(new Input(0, second.Type)))
            : builder.Apply(op, x);
        Value weights = builder.Apply(new Input(1, result.Type));
        builder.Output(OutputKind.Loss, 0, (result * weights).Sum(Enumerable.Range(0, result.Shape.Rank)));
        Graph graph = DeadNodeRemoval.Run(Simplification.Run(Differentiation.Run(builder.ToGraph(), [0], [])));
        double[] actual = new GraphInterpreter<double>(1, Leaf).Run(graph, OutputKind.Gradient, 0);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * (1 + Math.Abs(expected[i])));
        }

        Array Leaf(Operator leaf, int length) => leaf switch
        {
            Parameter => elements,
            Input { Index: 0 } => second.Elements,
            _ => Enumerable.Range(0, length).Select(i => _weights[i % _weights.Length]).ToArray(),
        };
    }
}
