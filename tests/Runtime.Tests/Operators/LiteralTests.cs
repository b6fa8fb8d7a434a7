using System.Numerics.Tensors;
using System.Reflection;
using static Compiled.Ops;

namespace Compiled.Runtime.Tests.Operators;

/// <summary>Every method of <see cref="Ops"/> on numbers worked by hand.</summary>
public class LiteralTests
{
    private const float E = MathF.E;

    private static readonly Tensor<float> _m = Of([2, 3], 1, 2, 3, 4, 5, 6);
    private static readonly Tensor<float> _column = Of([2, 1], 10, 20);
    private static readonly Tensor<float> _signs = Of([3], -2, 0, 3);
    private static readonly Tensor<float> _cube = Of([2, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8);
    private static readonly Tensor<float> _signal = Of([1, 4, 1], 1, 2, 3, 4);
    private static readonly Tensor<float> _weights = Of([2, 1, 1], 10, 1);
    private static readonly Tensor<float> _peaks = Of([1, 4, 1], 1, 3, 2, 2);
    private static readonly Tensor<int> _labels = Tensor.Create([2, 0], [2]);

    private static readonly (string Name, Func<Tensor<float>> Run, nint[] Shape, float[] Expected)[] _cases =
    [
        (nameof(Add), () => Add(_m, _column), [2, 3], [11, 12, 13, 24, 25, 26]),
        (nameof(Add), () => Add(1, Add(_m, 1)), [2, 3], [3, 4, 5, 6, 7, 8]),
        (nameof(Subtract), () => Subtract(_column, _m), [2, 3], [9, 8, 7, 16, 15, 14]),
        (nameof(Subtract), () => Subtract(1, Subtract(_signs, 1)), [3], [4, 2, -1]),
        (nameof(Multiply), () => Multiply(_column, Of([3], 1, 2, 3)), [2, 3], [10, 20, 30, 20, 40, 60]),
        (nameof(Divide), () => Divide(_m, Of([3], 1, 2, 4)), [2, 3], [1, 1, 0.75f, 4, 2.5f, 1.5f]),
        (nameof(Divide), () => Divide(12, Divide(_column, 5)), [2, 1], [6, 3]),
        (nameof(Negate), () => Negate(_signs), [3], [2, 0, -3]),
        (nameof(Abs), () => Abs(_signs), [3], [2, 0, 3]),
        (nameof(Sign), () => Sign(_signs), [3], [-1, 0, 1]),
        (nameof(Exp), () => Exp(Of([3], 0, 1, -1)), [3], [1, E, 1 / E]),
        (nameof(Log), () => Log(Of([3], 1, E, 0)), [3], [0, 1, float.NegativeInfinity]),
        (nameof(Log1P), () => Log1P(Of([3], 0, E - 1, 1e-10f)), [3], [0, 1, 1e-10f]),
        (nameof(ExpM1), () => ExpM1(Of([4], 0, 1, 1e-10f, 200)), [4], [0, E - 1, 1e-10f, float.PositiveInfinity]),
        (nameof(Sqrt), () => Sqrt(Of([3], 0, 4, 2.25f)), [3], [0, 2, 1.5f]),
        (nameof(Power), () => Power(Of([3], 2, 9, 5), Of([3], 3, 0.5f, 0)), [3], [8, 3, 1]),
        (nameof(Power), () => Power(2, Of([2], -1, 4)), [2], [0.5f, 16]),
        (nameof(Tanh), () => Tanh(Of([3], 0, 100, -100)), [3], [0, 1, -1]),
        (nameof(Sigmoid), () => Sigmoid(Of([3], 0, 200, -200)), [3], [0.5f, 1, 0]),
        (nameof(Erf), () => Erf(Of([4], 0, 0.5f, -10, 10)), [4], [0, 0.5204999f, -1, 1]),
        (nameof(Sin), () => Sin(Of([2], 0, MathF.PI / 2)), [2], [0, 1]),
        (nameof(Cos), () => Cos(Of([2], 0, MathF.PI)), [2], [1, -1]),
        (nameof(Floor), () => Floor(Of([3], 1.5f, -1.5f, 2)), [3], [1, -2, 2]),
        (nameof(Relu), () => Relu(_signs), [3], [0, 0, 3]),
        (nameof(Softplus), () => Softplus(Of([3], 0, 200, -200)), [3], [0.6931472f, 200, 0]),
        (nameof(Maximum), () => Maximum(_m, 3.5f), [2, 3], [3.5f, 3.5f, 3.5f, 4, 5, 6]),
        (nameof(Minimum), () => Minimum(_m, Of([3], 9, 1, 4)), [2, 3], [1, 1, 3, 4, 1, 4]),
        (nameof(Less), () => Less(_m, 3), [2, 3], [1, 1, 0, 0, 0, 0]),
        (nameof(LessOrEqual), () => LessOrEqual(3, _m), [2, 3], [0, 0, 1, 1, 1, 1]),
        (nameof(EqualTo), () => EqualTo(_m, Of([2, 1], 2, 4)), [2, 3], [0, 1, 0, 1, 0, 0]),
        (nameof(Greater), () => Greater(_m, 3), [2, 3], [0, 0, 0, 1, 1, 1]),
        (nameof(GreaterOrEqual), () => GreaterOrEqual(_m, 3), [2, 3], [0, 0, 1, 1, 1, 1]),
        (nameof(NotEqualTo), () => NotEqualTo(3, _m), [2, 3], [1, 1, 0, 1, 1, 1]),
        (nameof(Select), () => Select(Of([2, 1], 1, 0), _m, Negate(_m)), [2, 3], [1, 2, 3, -4, -5, -6]),
        (nameof(Select), () => Select(Less(_m, 3), 7, _column), [2, 3], [7, 7, 10, 20, 20, 20]),
        (nameof(Where), () => Where(Less(_m, 3), 1, 0), [2, 3], [1, 1, 0, 0, 0, 0]),
        (nameof(Where), () => Where(Less(_m, 3), _m, 0), [2, 3], [1, 2, 0, 0, 0, 0]),
        (nameof(Not), () => Not(Of([2], 1, 0)), [2], [0, 1]),
        (nameof(And), () => And(Of([4], 0, 0, 1, 1), Of([4], 0, 1, 0, 1)), [4], [0, 0, 0, 1]),
        (nameof(Or), () => Or(Of([4], 0, 0, 1, 1), Of([4], 0, 1, 0, 1)), [4], [0, 1, 1, 1]),
        (nameof(ToFloat), () => ToFloat(_labels), [2], [2, 0]),
        (nameof(Reverse), () => Reverse(_m, 1), [2, 3], [3, 2, 1, 6, 5, 4]),
        (nameof(Reverse), () => Reverse(_cube, -2), [2, 2, 2], [3, 4, 1, 2, 7, 8, 5, 6]),
        (nameof(LogUniform), () => ToFloat(LogUniform(Of([2, 5], 0, 0.34f, 0.5f, 0.7f, 0.999f, 0, 0, 0, 0, 0), 7)), [5], [0, 1, 1, 3, 6]), // 8^u − 1
        (nameof(LogUniform), () => ToFloat(LogUniform(Of([2, 2], 1 - (1f / (1 << 24)), 1 - (1f / (1 << 24)), 0, 0.5f), (1 << 24) - 1)), [2], [16777198, 16777206]), // the second row refines
        (nameof(Positions), () => Positions(_m, 1), [3], [0, 1, 2]),
        (nameof(Positions), () => Positions(_cube, -3), [2], [0, 1]),
        (nameof(Gather), () => Gather(Of([3, 2], 1, 2, 3, 4, 5, 6), Tensor.Create([2, 0, 2], [1, 3])), [1, 3, 2], [5, 6, 1, 2, 5, 6]),
        (nameof(ScatterAdd), () => ScatterAdd(_labels, _m, 4), [4, 3], [4, 5, 6, 0, 0, 0, 1, 2, 3, 0, 0, 0]),
        (nameof(ScatterAdd), () => ScatterAdd(Tensor.Create([1, 1], [2]), _m, 2), [2, 3], [0, 0, 0, 5, 7, 9]),
        (nameof(OneHot), () => OneHot(_labels, 3), [2, 3], [0, 0, 1, 1, 0, 0]),
        (nameof(ReduceSum), () => ReduceSum(_cube, [0, -1]), [2], [14, 22]),
        (nameof(ReduceSum), () => ReduceSum(_cube, [0, 1, 2]), [1], [36]),
        (nameof(ReduceSum), () => ReduceSum(_cube, [1], keepDimensions: true), [2, 1, 2], [4, 6, 12, 14]),
        (nameof(ReduceMaximum), () => ReduceMaximum(_m, [0]), [3], [4, 5, 6]),
        (nameof(ReduceMinimum), () => ReduceMinimum(_m, [1], keepDimensions: true), [2, 1], [1, 4]),
        (nameof(Sum), () => Sum(_m), [1], [21]),
        (nameof(Sum), () => Sum(_m, -1), [2], [6, 15]),
        (nameof(Mean), () => Mean(_m, [0], keepDimensions: true), [1, 3], [2.5f, 3.5f, 4.5f]),
        (nameof(Max), () => Max(_m, 1), [2], [3, 6]),
        (nameof(Min), () => Min(_m), [1], [1]),
        (nameof(Variance), () => Variance(_m, 1), [2], [2 / 3f, 2 / 3f]),
        (nameof(StandardDeviation), () => StandardDeviation(Of([4], 1, 1, 5, 5)), [1], [2]),
        (nameof(LogSumExp), () => LogSumExp(Of([2, 2], 1000, 1000, 0, 0), -1), [2], [1000.6931f, 0.6931472f]),
        (nameof(LogSumExp), () => LogSumExp(Of([2, 2], 1, 1, 0, 0), 1, keepDimensions: true), [2, 1], [1.6931472f, 0.6931472f]),
        (nameof(MatrixProduct), () => MatrixProduct(_m, Of([3, 2], 1, 0, 0, 1, 1, 1)), [2, 2], [4, 5, 10, 11]),
        (nameof(MatrixProduct), () => MatrixProduct(_m, _m, transposeRight: true), [2, 2], [14, 32, 32, 77]),
        (nameof(MatrixProduct), () => MatrixProduct(_m, _column, transposeLeft: true), [3, 1], [90, 120, 150]),
        (nameof(MatrixProduct), () => MatrixProduct(_cube, _cube, transposeLeft: true, transposeRight: true), [2, 2, 2], [7, 15, 10, 22, 67, 91, 78, 106]),
        (nameof(MatMul), () => MatMul(_cube, Of([2, 1], 1, -1)), [2, 2, 1], [-1, -1, -1, -1]),
        (nameof(MatMul), () => MatMul(_m, Of([3, 1], 1, 1, 1)), [2, 1], [6, 15]),
        (nameof(Dot), () => Dot(_m, Of([3], 1, 0, 2)), [2, 1], [7, 16]),
        (nameof(L2Normalize), () => L2Normalize(Of([2, 2], 3, 4, 0, 0)), [2, 2], [0.6f, 0.8f, 0, 0]),
        (nameof(Transpose), () => Transpose(_m, 1, 0), [3, 2], [1, 4, 2, 5, 3, 6]),
        (nameof(Transpose), () => Transpose(_cube, 2, 0, 1), [2, 2, 2], [1, 3, 5, 7, 2, 4, 6, 8]),
        (nameof(Concatenate), () => Concatenate(_m, _column), [2, 4], [1, 2, 3, 10, 4, 5, 6, 20]),
        (nameof(Concatenate), () => Concatenate(0, _m, Of([1, 3], 7, 8, 9)), [3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (nameof(Slice), () => Slice(_m, 1, 1, 2), [2, 2], [2, 3, 5, 6]),
        (nameof(Slice), () => Slice(_cube, -2, 1, 1), [2, 1, 2], [3, 4, 7, 8]),
        (nameof(Pad), () => Pad(_m, 1, 1, 0), [2, 4], [0, 1, 2, 3, 0, 4, 5, 6]),
        (nameof(Pad), () => Pad(_column, 0, 0, 2), [4, 1], [10, 20, 0, 0]),
        (nameof(BroadcastTo), () => BroadcastTo(_column, 2, 2, 2), [2, 2, 2], [10, 10, 20, 20, 10, 10, 20, 20]),
        (nameof(Reshape), () => Reshape(_m, 3, 2), [3, 2], [1, 2, 3, 4, 5, 6]),
        (nameof(Reshape), () => Reshape(_cube, -1, 4), [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]),
        (nameof(Mask), () => Mask(_cube), [2, 2], [1, 1, 1, 1]),
        (nameof(Mask), () => Mask(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)) * WithMask(_cube, Of([2, 2], 1, 1, 0, 1))), [2, 2], [1, 0, 0, 1]),
        (nameof(Mask), () => Mask(Sum(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)), 2, true)), [2, 2], [1, 0, 1, 1]),
        (nameof(Mask), () => Mask(Reverse(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)), 1)), [2, 2], [0, 1, 1, 1]),
        (nameof(Mask), () => Mask(Slice(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)), 1, 1, 1)), [2, 1], [0, 1]),
        (nameof(Mask), () => Mask(Concatenate(1, WithMask(_cube, Of([2, 2], 1, 0, 0, 1)), _cube)), [2, 4], [1, 0, 1, 1, 0, 1, 1, 1]),
        (nameof(Mask), () => Mask(Softmax(WithMask(Of([2, 2], 1, 2, 3, 4), Of([2, 2], 1, 0, 1, 1)))), [2, 2], [1, 1, 1, 1]),
        (nameof(Mask), () => Mask(L2Normalize(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)), 1)), [2, 2], [1, 1, 1, 1]),
        (nameof(WithMask), () => WithMask(_cube, Of([2, 2], 1, 0, 1, 1)), [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
        (nameof(WithoutMask), () => Mask(WithoutMask(WithMask(_cube, Of([2, 2], 1, 0, 1, 1)))), [2, 2], [1, 1, 1, 1]),
        (nameof(Flatten), () => Flatten(_cube), [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]),
        (nameof(ExpandDims), () => ExpandDims(_signs, -1), [3, 1], [-2, 0, 3]),
        (nameof(ExpandDims), () => ExpandDims(_signs, 0), [1, 3], [-2, 0, 3]),
        (nameof(Squeeze), () => Squeeze(_column, 1), [2], [10, 20]),
        (nameof(Stack), () => Stack(-1, _signs, Negate(_signs)), [3, 2], [-2, 2, 0, 0, 3, -3]),
        (nameof(StopGradient), () => StopGradient(_signs), [3], [-2, 0, 3]),
        (nameof(Softmax), () => Softmax(Of([2, 2], 5, 5, 1000, 0)), [2, 2], [0.5f, 0.5f, 1, 0]),
        (nameof(LogSoftmax), () => LogSoftmax(Of([2, 2], 5, 5, 1000, 0)), [2, 2], [-0.6931472f, -0.6931472f, 0, -1000]),
        (nameof(SoftmaxCrossEntropy), () => SoftmaxCrossEntropy(Of([2, 2], 0, 0, 1000, 0), Of([2, 2], 0.5f, 0.5f, 0, 1)), [2], [0.6931472f, 1000]),
        (nameof(SparseSoftmaxCrossEntropy), () => SparseSoftmaxCrossEntropy(Of([2, 3], 0, 0, 1000, 0, 0, 0), _labels), [2], [0, 1.0986123f]),
        (nameof(Average), () => Average(_signs, Square(_signs), _signs), [3], [0, 0, 5]),
        (nameof(Square), () => Square(_signs), [3], [4, 0, 9]),
        (nameof(Reciprocal), () => Reciprocal(_column), [2, 1], [0.1f, 0.05f]),
        (nameof(Rsqrt), () => Rsqrt(Of([2], 4, 0.25f)), [2], [0.5f, 2]),
        (nameof(Clip), () => Clip(_m, 2.5, 4), [2, 3], [2.5f, 2.5f, 3, 4, 4, 4]),
        (nameof(HardSigmoid), () => HardSigmoid(Of([4], -3, 0, 1, 3)), [4], [0, 0.5f, 0.7f, 1]),
        (nameof(Softsign), () => Softsign(_signs), [3], [-2 / 3f, 0, 0.75f]),
        (nameof(Elu), () => Elu(Of([2], -1, 2), alpha: 2), [2], [2 * ((1 / E) - 1), 2]),
        (nameof(Selu), () => Selu(Of([2], 0, 1)), [2], [0, 1.050701f]),
        (nameof(Gelu), () => Gelu(Of([2], 0, 10)), [2], [0, 10]),
        (nameof(Silu), () => Silu(Of([2], 0, 100)), [2], [0, 100]),
        (nameof(Mish), () => Mish(Of([2], 0, 100)), [2], [0, 100]),
        (nameof(Relu6), () => Relu6(Of([3], -1, 5, 7)), [3], [0, 5, 6]),
        (nameof(LeakyRelu), () => LeakyRelu(_signs, slope: 0.5), [3], [-1, 0, 3]),
        (nameof(Convolution), () => Convolution(_signal, _weights, [1], [1], [0], [0]), [1, 3, 1], [12, 23, 34]),
        (nameof(Convolution), () => Convolution(_signal, _weights, [2], [2], [1], [1]), [1, 2, 1], [2, 24]),
        (nameof(Convolution), () => Convolution(Of([1, 2, 2, 1], 1, 2, 3, 4), Of([1, 2, 1, 1], 1, 10), [1, 1], [1, 1], [0, 0], [0, 1]), [1, 2, 2, 1], [21, 2, 43, 4]),
        (nameof(Convolution), () => Convolution(Of([1, 1, 2], 3, 5), Of([1, 1, 4], 1, 2, 3, 4), [1], [1], [0], [0], groups: 2), [1, 1, 4], [3, 6, 15, 20]),
        (nameof(Convolution), () => Convolution(Of([1, 2, 1, 1, 1], 3, 5), Of([2, 1, 1, 1, 1], 1, 10), [1, 1, 1], [1, 1, 1], [1, 0, 0], [0, 0, 0]), [1, 2, 1, 1, 1], [30, 53]),
        (nameof(ConvolutionInputGradient), () => ConvolutionInputGradient(Of([1, 3, 1], 1, 2, 3), _weights, [1], [1], [0], [0], 1, [4]), [1, 4, 1], [10, 21, 32, 3]),
        (nameof(ConvolutionKernelGradient), () => ConvolutionKernelGradient(_signal, Of([1, 3, 1], 1, 2, 3), [1], [1], [0], [0], 1, [2]), [2, 1, 1], [14, 20]),
        (nameof(MaxPooling), () => MaxPooling(_peaks, [2], [2], [0], [0]), [1, 2, 1], [3, 2]),
        (nameof(MaxPooling), () => MaxPooling(Negate(_peaks), [2], [2], [1], [1]), [1, 3, 1], [-1, -2, -2]),
        (nameof(MaxPoolingGradient), () => MaxPoolingGradient(_peaks, Of([1, 2, 1], 3, 2), Of([1, 2, 1], 10, 20), [2], [2], [0], [0]), [1, 4, 1], [0, 10, 20, 0]),
        (nameof(MaxPoolingSelection), () => MaxPoolingSelection(_peaks, Of([1, 2, 1], 3, 2), _signal, [2], [2], [0], [0]), [1, 2, 1], [2, 3]),
        (nameof(AveragePooling), () => AveragePooling(_peaks, [2], [2], [1], [1]), [1, 3, 1], [1, 2.5f, 2]),
        (nameof(Resize), () => Resize(_signal, [2], linear: false), [1, 2, 1], [2, 4]),
        (nameof(Resize), () => Resize(_signal, [2], linear: true), [1, 2, 1], [1.5f, 3.5f]),
        (nameof(Resize), () => Resize(Of([1, 1, 2, 1], 0, 4), [2, 4], linear: true), [1, 2, 4, 1], [0, 1, 3, 4, 0, 1, 3, 4]),
        (nameof(ResizeGradient), () => ResizeGradient(Of([1, 4, 1], 1, 2, 3, 4), [2], linear: false), [1, 2, 1], [3, 7]),
        (nameof(ResizeGradient), () => ResizeGradient(Of([1, 4, 1], 4, 8, 12, 16), [2], linear: true), [1, 2, 1], [4 + 6 + 3, 2 + 9 + 16]),
        (nameof(TimeDistributed), () => TimeDistributed(rows => MatMul(rows, Of([2, 1], 1, 10)), _cube), [2, 2, 1], [21, 43, 65, 87]),
        (nameof(AveragePoolingGradient), () => AveragePoolingGradient(Of([1, 3, 1], 1, 4, 6), [2], [2], [1], [1], [4]), [1, 4, 1], [1, 2, 2, 6]),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, _cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AsWorkedByHand(int index)
    {
        (string name, Func<Tensor<float>> run, nint[] shape, float[] expected) = _cases[index];
        Tensor<float> result = run();
        Assert.Equal(shape, result.Lengths.ToArray());
        var actual = new float[expected.Length];
        result.FlattenTo(actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= (1e-6f * Math.Abs(expected[i])) + 1e-12f,
                $"{name}, element {i}: {actual[i]} instead of {expected[i]}");
        }
    }

    [Fact]
    public void EveryMethodIsHere() => Assert.Empty(typeof(Ops)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Select(m => m.Name)
        .Except(_cases.Select(c => c.Name)));

    [Fact]
    public void ArithmeticBroadcastsBothOperands()
    {
        Assert.Equal([2, 3], (_column + Of([3], 1, 2, 3)).Lengths.ToArray());
        Assert.Equal([9, 8, 7, 16, 15, 14], Elements(_column - _m));
        Assert.Equal([10, 20, 30, 80, 100, 120], Elements(_m * _column));
        Assert.Equal([4, 8], Elements(Of([2], 1, 2) / 0.25f));
        Assert.Equal([-1, -2, -3, -4, -5, -6], Elements(-_m));
        Assert.Equal([1, 3, 5, 7, 9, 11], Elements((2 * _m) - 1));
    }

    [Fact]
    public void PiecesOfTensorsAreTakenAsTheyLie()
    {
        Tensor<float> middle = _cube.Slice([System.Buffers.NRange.All, 1..2, System.Buffers.NRange.All]);
        Assert.False(middle.IsDense);
        Assert.Equal([3, 4, 7, 8], Elements(Reshape(middle, 4)));
        Assert.Equal([4, 5, 8, 9], Elements(Add(middle, 1)));
    }

    [Fact]
    public void EmptyTensorsStayEmpty()
    {
        Tensor<float> none = Tensor.Create(Array.Empty<float>(), [0, 3]);
        Assert.Equal([0, 3], Softmax(none).Lengths.ToArray());
        Assert.Equal([0f, 0f, 0f], Elements(ReduceSum(none, [0])));
        Assert.Equal([0, 2], MatrixProduct(none, Of([3, 2], 1, 2, 3, 4, 5, 6)).Lengths.ToArray());
    }

    private static Tensor<float> Of(nint[] shape, params float[] values) => Tensor.Create(values, shape);

    private static float[] Elements(Tensor<float> tensor)
    {
        var elements = new float[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
