using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.Runtime.Tests.Operators;

/// <summary>Shapes that do not fit are named.</summary>
public class MisuseTests
{
    private static readonly Tensor<float> _m = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]);
    private static readonly Tensor<float> _other = Tensor.Create<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 4]);
    private static readonly Tensor<float> _signal = Tensor.Create<float>([1, 2, 3, 4], [1, 4, 1]);
    private static readonly Tensor<float> _weights = Tensor.Create<float>([10, 1], [2, 1, 1]);
    private static readonly Tensor<int> _labels = Tensor.Create([1, 3], [2]);

    private static readonly Dictionary<string, (Action Run, string[] Named)> _misuses = new()
    {
        ["broadcast"] = (() => Add(_m, _other), ["Add", "(2, 3)", "(2, 4)"]),
        ["arithmetic"] = (() => _ = _m * _other, ["Multiply", "(2, 3)", "(2, 4)"]),
        ["select"] = (() => Select(_m, _m, _other), ["Select", "(2, 3)", "(2, 4)"]),
        ["axis"] = (() => ReduceSum(_m, [2]), ["ReduceSum", "(2, 3)", "axis 2"]),
        ["axis twice"] = (() => ReduceSum(_m, [0, -2]), ["axis -2", "(2, 3)", "twice"]),
        ["depth"] = (() => MatrixProduct(_m, _other), ["(2, 3)", "(2, 4)"]),
        ["depth, transposed"] = (() => MatrixProduct(_m, _other, transposeRight: true), ["(2, 4) transposed"]),
        ["permutation"] = (() => Transpose(_m, 0, 0), ["(2, 3)", "[0, 0]"]),
        ["concatenate"] = (() => Concatenate(0, _m, _other), ["axis 0", "(2, 3)", "(2, 4)"]),
        ["concatenate nothing"] = (() => Concatenate<float>(), ["at least one"]),
        ["stack nothing"] = (() => Stack<float>(0), ["at least one"]),
        ["slice"] = (() => Slice(_m, 1, 2, 2), ["2 from 2", "(2, 3)"]),
        ["reverse"] = (() => Reverse(_m, 2), ["Reverse", "(2, 3)", "axis 2"]),
        ["rows to draw from"] = (() => ToFloat(LogUniform(Reshape(_m, 3, 2), 4)), ["LogUniform", "(3, 2)"]),
        ["classes to draw from"] = (() => ToFloat(LogUniform(_m, 0)), ["LogUniform", "(2, 3)", "0"]),
        ["positions"] = (() => Positions(_m, -3), ["Positions", "(2, 3)", "axis -3"]),
        ["pad"] = (() => Pad(_m, 1, -1, 0), ["-1", "(2, 3)"]),
        ["broadcast to"] = (() => BroadcastTo(_m, 2, 6), ["(2, 3)", "(2, 6)"]),
        ["reshape"] = (() => Reshape(_m, 4, 2), ["(4, 2)", "(2, 3)", "6 elements", "8"]),
        ["reshape to what is left"] = (() => Reshape(_m, -1, 4), ["(-1, 4)", "(2, 3)", "6 elements"]),
        ["a mask of no steps"] = (() => Mask(Tensor.Create([1f, 2], [2])), ["Mask", "(2)"]),
        ["a mask of other steps"] = (() => WithMask(_m, _other), ["WithMask", "(2, 4)", "(2, 3)"]),
        ["steps that are not there"] = (() => TimeDistributed(x => x, Tensor.Create<float>([1, 2], [2])), ["(batch, steps, …)", "(2)"]),
        ["a result without a row for each step"] = (() => TimeDistributed(x => Reshape(x, 2, 2), _signal), ["(2, 2)", "1 · 4 steps"]),
        ["squeeze"] = (() => Squeeze(_m, 1), ["axis 1", "(2, 3)", "3"]),
        ["logits and targets"] = (() => SoftmaxCrossEntropy(_m, _other), ["(2, 3)", "(2, 4)"]),
        ["logits and labels"] = (() => SparseSoftmaxCrossEntropy(_m, Tensor.Create([1, 1, 1], [3])), ["(2, 3)", "shape (2)", "(3)"]),
        ["a label that is no class"] = (() => SparseSoftmaxCrossEntropy(_m, _labels), ["label 3", "3 classes"]),
        ["an id that is no row"] = (() => Gather(_m, _labels), ["id 3", "2 rows"]),
        ["an id to add to that is no row"] = (() => ScatterAdd(_labels, _m, 3), ["id 3", "3 rows"]),
        ["an id without a value"] = (() => ScatterAdd(Tensor.Create([0, 1, 1], [3]), _m, 3), ["(3)", "(2, 3)"]),
        ["one-hot of a label that is no class"] = (() => OneHot(_labels, 2), ["label 3", "2 classes"]),
        ["window beyond its input"] = (() => Convolution(_signal, Tensor.Create(new float[5], [5, 1, 1]), [1], [1], [0], [0]), ["Convolution", "(1, 4, 1)", "window of 5", "over 4"]),
        ["gaps beyond the input"] = (() => Convolution(_signal, _weights, [1], [4], [0], [0]), ["dilation 4", "over 4"]),
        ["channels"] = (() => Convolution(_signal, Tensor.Create(new float[4], [2, 2, 1]), [1], [1], [0], [0]), ["(1, 4, 1)", "(2, 2, 1)"]),
        ["groups"] = (() => Convolution(_signal, _weights, [1], [1], [0], [0], groups: 2), ["2 groups", "(1, 4, 1)"]),
        ["stride"] = (() => Convolution(_signal, _weights, [0], [1], [0], [0]), ["stride 0"]),
        ["numbers for the axes"] = (() => Convolution(_signal, _weights, [1, 1], [1], [0], [0]), ["for each of 1 to 3 spatial axes", "(1, 4, 1)"]),
        ["gradient of a convolution"] = (() => ConvolutionInputGradient(_signal, _weights, [1], [1], [0], [0], 1, [4]), ["(1, 3, 1)", "(1, 4, 1)"]),
        ["gradient of a kernel"] = (() => ConvolutionKernelGradient(_signal, _signal, [1], [1], [0], [0], 1, [2]), ["(1, 3, 1)", "(1, 4, 1)"]),
        ["groups of a kernel"] = (() => ConvolutionKernelGradient(_signal, _signal, [1], [1], [0], [0], 2, [2]), ["2 groups", "(1, 4, 1)"]),
        ["pooling outside"] = (() => MaxPooling(_signal, [1], [1], [1], [0]), ["MaxPooling", "window outside of (1, 4, 1)"]),
        ["pooled shape"] = (() => MaxPoolingGradient(_signal, _signal, _signal, [2], [2], [0], [0]), ["(1, 2, 1)", "(1, 4, 1)"]),
        ["selected shape"] = (() => MaxPoolingSelection(_signal, _signal, _weights, [1], [1], [0], [0]), ["(2, 1, 1)", "(1, 4, 1)"]),
        ["size to resize to"] = (() => Resize(_signal, [0], linear: true), ["Resize", "(1, 4, 1)", "(1, 0, 1)"]),
        ["axes to resize"] = (() => ResizeGradient(_signal, [2, 2], linear: true), ["ResizeGradient", "(1, 4, 1)", "(1, 2, 2, 1)"]),
        ["pooled gradient"] = (() => AveragePoolingGradient(_signal, [2], [2], [0], [0], [6]), ["(1, 3, 1)", "(1, 4, 1)"]),
    };

    public static TheoryData<string> Misuses => [.. _misuses.Keys];

    [Theory]
    [MemberData(nameof(Misuses))]
    public void ShapesAreNamed(string misuse)
    {
        (Action run, string[] named) = _misuses[misuse];
        string message = Assert.ThrowsAny<ArgumentException>(run).Message;
        Assert.All(named, part => Assert.Contains(part, message));
    }
}
