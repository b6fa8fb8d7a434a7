using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.Shaders.Models;

// Every operator of the registry, each on inputs of its own, so that a gradient says of which operator it is. Where the project turns fusion
// off, each is a kernel by itself, forward and backward. Inputs whose name begins with "positive" are above zero.

/// <summary>One number from one.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class UnaryOperators
{
    public Tensor<float> Forward(
        [Shape(13)] Tensor<float> negate, [Shape(13)] Tensor<float> abs, [Shape(13)] Tensor<float> sign, [Shape(13)] Tensor<float> exp,
        [Shape(13)] Tensor<float> expM1, [Shape(13)] Tensor<float> tanh, [Shape(13)] Tensor<float> sigmoid, [Shape(13)] Tensor<float> erf,
        [Shape(13)] Tensor<float> sin, [Shape(13)] Tensor<float> cos, [Shape(13)] Tensor<float> floor, [Shape(13)] Tensor<float> relu,
        [Shape(13)] Tensor<float> softplus, [Shape(13)] Tensor<float> positiveLog, [Shape(13)] Tensor<float> positiveLog1P, [Shape(13)] Tensor<float> positiveSqrt)
        => Concatenate(
            Negate(negate), Abs(abs), Sign(sign), Exp(exp),
            ExpM1(expM1), Tanh(tanh), Sigmoid(sigmoid), Erf(erf),
            Sin(sin), Cos(cos), Floor(floor), Relu(relu),
            Softplus(softplus), Log(positiveLog), Log1P(positiveLog1P), Sqrt(positiveSqrt));
}

/// <summary>One number from two or three; some of them are the same for a whole row.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class JoiningOperators
{
    public Tensor<float> Forward(
        [Shape(7)] Tensor<float> addLeft, [Shape(7)] Tensor<float> addRight, [Shape(7)] Tensor<float> subtractLeft, [Shape(1)] Tensor<float> subtractRight,
        [Shape(1)] Tensor<float> multiplyLeft, [Shape(7)] Tensor<float> multiplyRight, [Shape(7)] Tensor<float> positiveDividend, [Shape(7)] Tensor<float> positiveDivisor,
        [Shape(7)] Tensor<float> positiveBase, [Shape(7)] Tensor<float> positiveExponent, [Shape(7)] Tensor<float> maximumLeft, [Shape(7)] Tensor<float> maximumRight,
        [Shape(7)] Tensor<float> minimumLeft, [Shape(1)] Tensor<float> minimumRight, [Shape(7)] Tensor<float> compareLeft, [Shape(7)] Tensor<float> compareRight,
        [Shape(7)] Tensor<float> mask, [Shape(7)] Tensor<float> whenTrue, [Shape(1)] Tensor<float> whenFalse, [Shape(1)] Tensor<float> broadcast)
        => Concatenate(
            Add(addLeft, addRight), Subtract(subtractLeft, subtractRight), Multiply(multiplyLeft, multiplyRight), Divide(positiveDividend, positiveDivisor),
            Power(positiveBase, positiveExponent), Maximum(maximumLeft, maximumRight), Minimum(minimumLeft, minimumRight),
            Less(compareLeft, compareRight), LessOrEqual(compareLeft, compareRight), EqualTo(Floor(compareLeft), Floor(compareRight)),
            Select(Floor(mask), whenTrue, whenFalse), BroadcastTo(broadcast, broadcast.Lengths[0], 5));
}

/// <summary>Extremes and sums of rows, of columns, of all, and products of matrices.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class ReducingOperators
{
    [Dense(5, UseBias = false)]
    private partial Tensor<float> Product(Tensor<float> x);

    public Tensor<float> Forward(
        [Shape(7, 13)] Tensor<float> rowSum, [Shape(7, 13)] Tensor<float> columnSum, [Shape(3, 5)] Tensor<float> sum,
        [Shape(7, 13)] Tensor<float> rowMaximum, [Shape(7, 13)] Tensor<float> columnMaximum, [Shape(7, 13)] Tensor<float> rowMinimum, [Shape(7, 13)] Tensor<float> columnMinimum,
        [Shape(5, 7)] Tensor<float> left, [Shape(7, 3)] Tensor<float> right, [Shape(7, 5)] Tensor<float> turnedLeft, [Shape(1, 7)] Tensor<float> turnedRight, [Shape(13)] Tensor<float> product)
        => Concatenate(
            ReduceSum(rowSum, [2]), ReduceSum(columnSum, [1]), Flatten(ReduceSum(sum, [1, 2], keepDimensions: true)),
            ReduceMaximum(rowMaximum, [2]), ReduceMaximum(columnMaximum, [1]), ReduceMinimum(rowMinimum, [2]), ReduceMinimum(columnMinimum, [1]),
            Flatten(MatrixProduct(left, right)), Flatten(MatrixProduct(turnedLeft, turnedRight, transposeLeft: true, transposeRight: true)), Product(product));
}

/// <summary>What moves elements, or hands them on.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class MovingOperators
{
    public Tensor<float> Forward(
        [Shape(3, 7)] Tensor<float> transpose, [Shape(5)] Tensor<float> concatenateLeft, [Shape(1)] Tensor<float> concatenateRight, [Shape(7, 3)] Tensor<float> slice,
        [Shape(7)] Tensor<float> pad, [Shape(7, 3)] Tensor<float> reverse, [Shape(3, 5)] Tensor<float> reshape, [Shape(7)] Tensor<float> stop)
        => Concatenate(
            Flatten(Transpose(transpose, 0, 2, 1)), Concatenate(concatenateLeft, concatenateRight), Flatten(Slice(slice, 1, 2, 3)),
            Pad(pad, 1, 2, 1), Flatten(Reverse(reverse, 1)), Reshape(reshape, -1, 15), StopGradient(stop));
}

/// <summary>Probabilities of rows, and rows by their numbers.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class RowOperators
{
    [Embedding(7, 3)]
    private partial Tensor<float> Table(Tensor<int> ids);

    public Tensor<float> Forward(
        [Shape(7)] Tensor<float> softmax, [Shape(3, 13)] Tensor<float> logSoftmax, [Shape(7)] Tensor<float> logits, [Shape(7)] Tensor<float> targets,
        [Shape(3, 7)] Tensor<float> sparse, [Shape(3)] Tensor<int> labels, [Shape(5)] Tensor<int> ids, [Shape(7)] Tensor<float> positions)
        => Concatenate(
            Softmax(softmax), Flatten(LogSoftmax(logSoftmax)), ExpandDims(SoftmaxCrossEntropy(logits, targets), 1), SparseSoftmaxCrossEntropy(sparse, labels),
            Flatten(OneHot(labels, 7)), ToFloat(labels), Flatten(Table(ids)), positions * Positions(positions, 1));
}

/// <summary>What goes over spatial axes, by strides, with gaps, groups and paddings that leave rests.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class WindowOperators
{
    [Conv1D(6, 3, Strides = [2], UseBias = false)]
    private partial Tensor<float> Line(Tensor<float> x);

    [Conv2D(6, 3, 2, DilationRate = [1, 2], Groups = 2, Padding = Padding.Same, UseBias = false)]
    private partial Tensor<float> Plane(Tensor<float> x);

    [Conv2DTranspose(3, 3, Strides = [2], UseBias = false)]
    private partial Tensor<float> Larger(Tensor<float> x);

    [Conv3D(3, 2, UseBias = false)]
    private partial Tensor<float> Space(Tensor<float> x);

    public Tensor<float> Forward(
        [Shape(7, 3)] Tensor<float> line, [Shape(5, 7, 2)] Tensor<float> plane, [Shape(3, 2, 5)] Tensor<float> larger, [Shape(3, 2, 3, 1)] Tensor<float> space,
        [Shape(5, 7, 2)] Tensor<float> largest, [Shape(5, 7, 2)] Tensor<float> selectedFrom, [Shape(5, 7, 2)] Tensor<float> selected,
        [Shape(5, 7, 2)] Tensor<float> backFrom, [Shape(3, 7, 2)] Tensor<float> back, [Shape(7, 3)] Tensor<float> average, [Shape(3, 7, 2)] Tensor<float> averageBack)
        => Concatenate(
            Flatten(Line(line)), Flatten(Plane(plane)), Flatten(Larger(larger)), Flatten(Space(space)),
            Flatten(Largest(largest)), Flatten(MaxPoolingSelection(selectedFrom, Largest(selectedFrom), selected, [3, 2], [2, 1], [1, 0], [1, 1])),
            Flatten(MaxPoolingGradient(backFrom, Largest(backFrom), back, [3, 2], [2, 1], [1, 0], [1, 1])),
            Flatten(AveragePooling(average, [3], [2], [1], [0])), Flatten(AveragePoolingGradient(averageBack, [3, 2], [2, 1], [1, 0], [1, 1], [5, 7])));

    private static Tensor<float> Largest(Tensor<float> x) => MaxPooling(x, [3, 2], [2, 1], [1, 0], [1, 1]);
}

/// <summary>Pictures of another size, and back.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class ResizingOperators
{
    public Tensor<float> Forward(
        [Shape(5, 7, 2)] Tensor<float> nearest, [Shape(5, 7, 2)] Tensor<float> linear, [Shape(3, 1)] Tensor<float> line, [Shape(5, 7, 2)] Tensor<float> nearestBack, [Shape(5, 7, 2)] Tensor<float> linearBack)
        => Concatenate(
            Flatten(Resize(nearest, [2, 9], false)), Flatten(Resize(linear, [4, 11], true)), Flatten(Resize(line, [7], true)),
            Flatten(ResizeGradient(nearestBack, [3, 9], false)), Flatten(ResizeGradient(linearBack, [3, 9], true)));
}

/// <summary>Axes as long as a second of sound, by a factor and in a ratio of large numbers: products of their sizes leave 32 bits.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class LongResizingOperators
{
    public Tensor<float> Forward([Shape(40_000, 1)] Tensor<float> nearest, [Shape(40_000, 1)] Tensor<float> linear)
        => Concatenate(
            Flatten(Resize(nearest, [120_000], false)), Flatten(Resize(nearest, [44_100], false)),
            Flatten(Resize(linear, [120_000], true)), Flatten(Resize(linear, [44_100], true)));
}
