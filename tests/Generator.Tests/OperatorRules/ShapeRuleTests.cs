using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>Shapes that do not fit are refused with a message that names them.</summary>
public class ShapeRuleTests
{
    private static readonly Dimension _batch = Dimension.Batch;
    private static readonly TensorType _matrix = Floats(_batch, 3);
    private static readonly TensorType _integers = new(Shape.Of(_batch, 3), ElementType.Int32);

    private static readonly Dictionary<string, (Operator Operator, TensorType[] Inputs, string[] Named)> _refused = new()
    {
        ["broadcast"] = (new Add(), [_matrix, Floats(_batch, 4)], ["(batch, 3)", "(batch, 4)", "axis 1"]),
        ["three to broadcast"] = (new Select(), [_matrix, Floats(1), Floats(5)], ["(batch, 3)", "(5)"]),
        ["batch against a number"] = (new Multiply(), [_matrix, Floats(2, 3)], ["batch", "2"]),
        ["integers in arithmetic"] = (new Add(), [_matrix, _integers], ["Add takes float", "input 2", "of int"]),
        ["floats to convert"] = (new ToFloat(), [_matrix], ["ToFloat takes int", "(batch, 3) of float"]),
        ["repetition of three"] = (new BroadcastTo(Shape.Of(_batch, 6)), [_matrix], ["(batch, 3)", "(batch, 6)"]),
        ["repetition to a smaller shape"] = (new BroadcastTo(Shape.Of(3)), [_matrix], ["(batch, 3)", "(3)"]),
        ["no such axis to fold"] = (new ReduceSum(EquatableArray.Of(2), false), [_matrix], ["(batch, 3)", "[2]"]),
        ["axes in disorder"] = (new ReduceMaximum(EquatableArray.Of(1, 0), false), [_matrix], ["(batch, 3)", "[1, 0]"]),
        ["axes twice"] = (new ReduceMinimum(EquatableArray.Of(1, 1), false), [_matrix], ["(batch, 3)", "[1, 1]"]),
        ["integers to fold"] = (new ReduceSum(EquatableArray.Of(1), false), [_integers], ["ReduceSum takes float"]),
        ["depths"] = (new MatrixProduct(false, false), [_matrix, Floats(4, 5)], ["(batch, 3)", "(4, 5)", "3 products", "4 on the right"]),
        ["depths, transposed"] = (new MatrixProduct(false, true), [_matrix, Floats(3, 5)], ["(3, 5) transposed"]),
        ["leading axes"] = (new MatrixProduct(false, false), [Floats(_batch, 2, 3), Floats(4, 3, 2)], ["(batch, 2, 3)", "(4, 3, 2)", "axis 0"]),
        ["ranks"] = (new MatrixProduct(false, false), [Floats(_batch, 2, 3), Floats(3, 2)], ["(batch, 2, 3)", "(3, 2)"]),
        ["permutation"] = (new Transpose(EquatableArray.Of(0, 0)), [_matrix], ["(batch, 3)", "[0, 0]"]),
        ["concatenation"] = (new Concatenate(1), [_matrix, Floats(2, 3)], ["(batch, 3) and (2, 3)"]),
        ["concatenation of ranks"] = (new Concatenate(0), [_matrix, Floats(3)], ["(batch, 3) and (3)"]),
        ["no such axis to concatenate along"] = (new Concatenate(2), [_matrix, _matrix], ["axis 2", "(batch, 3)"]),
        ["concatenation of floats and integers"] = (new Concatenate(0), [_matrix, _integers], ["of int"]),
        ["slice beyond the end"] = (new Slice(1, 2, 2), [_matrix], ["2 from 2", "(batch, 3)"]),
        ["slice before the start"] = (new Slice(1, -1, 2), [_matrix], ["-1", "(batch, 3)"]),
        ["negative padding"] = (new Pad(1, -1, 0), [_matrix], ["-1", "(batch, 3)"]),
        ["no such axis to reverse"] = (new Reverse(2), [_matrix], ["axis 2", "(batch, 3)"]),
        ["classes of other than two rows"] = (new LogUniform(4), [_matrix], ["LogUniform", "(batch, 3)"]),
        ["no classes to draw from"] = (new LogUniform(0), [Floats(2, 3)], ["LogUniform", "not 0"]),
        ["no such axis to count"] = (new Positions(2), [_matrix], ["axis 2", "(batch, 3)"]),
        ["positions of integers"] = (new Positions(0), [_integers], ["Positions takes float"]),
        ["reshape"] = (new Reshape(Shape.Of(_batch, 4)), [_matrix], ["(batch, 4)", "(batch, 3)", "4 * batch", "3 * batch"]),
        ["softmax of a scalar"] = (new Softmax(), [Floats()], ["Softmax", "()"]),
        ["log-softmax of integers"] = (new LogSoftmax(), [_integers], ["LogSoftmax takes float"]),
        ["logits and targets"] = (new SoftmaxCrossEntropy(), [_matrix, Floats(_batch, 4)], ["(batch, 3)", "(batch, 4)"]),
        ["logits and labels"] = (new SparseSoftmaxCrossEntropy(), [_matrix, _integers], ["(batch, 3)", "labels of shape (batch)"]),
        ["labels that are floats"] = (new SparseSoftmaxCrossEntropy(), [_matrix, Floats(_batch)], ["SparseSoftmaxCrossEntropy takes int", "input 2"]),
        ["ids that are floats"] = (new Gather(), [_matrix, _matrix], ["Gather takes int", "input 2"]),
        ["a table without rows"] = (new Gather(), [Floats(), _integers], ["Gather", "()"]),
        ["values without an id each"] = (new ScatterAdd(4), [_integers, Floats(_batch, 4, 2)], ["(batch, 3)", "(batch, 4, 2)"]),
        ["window beyond the input"] = (new Convolution(Sliding.OneByOne(1), 1), [Floats(_batch, 4, 2), Floats(5, 2, 3)], ["over 5 positions", "into 4"]),
        ["groups that do not divide"] = (new Convolution(Sliding.OneByOne(1), 2), [Floats(_batch, 4, 3), Floats(2, 1, 4)], ["2 groups", "3 channels of (batch, 4, 3)"]),
        ["kernel of other axes"] = (new Convolution(Sliding.OneByOne(2), 1), [Floats(_batch, 4, 3), Floats(2, 3, 4)], ["(2, 3, 4)"]),
        ["axes to slide over"] = (new Convolution(Sliding.OneByOne(2), 1), [Floats(_batch, 4, 3), Floats(2, 1, 3, 4)], ["2 axes", "got 1"]),
        ["strides of zero"] = (new Convolution(Sliding.OneByOne(1) with { Strides = [0] }, 1), [Floats(_batch, 4, 3), Floats(2, 3, 4)], ["strides", "0"]),
        ["spatial sizes of the batch"] = (new Convolution(Sliding.OneByOne(1), 1), [Floats(4, _batch, 3), Floats(2, 3, 4)], ["known while building", "(4, batch, 3)"]),
        ["gradient of another shape"] = (new ConvolutionInputGradient(Sliding.OneByOne(1), 1, [5]), [Floats(_batch, 3, 4), Floats(2, 3, 4)], ["(batch, 4, 4)", "(batch, 3, 4)"]),
        ["gradient of another kernel"] = (new ConvolutionKernelGradient(Sliding.OneByOne(1), 1, [2]), [Floats(_batch, 3, 4), Floats(_batch, 3, 4)], ["(batch, 2, 4)", "(batch, 3, 4)"]),
        ["pooling outside of the input"] = (new MaxPooling([2], Sliding.OneByOne(1) with { Before = [2] }), [Floats(_batch, 4, 2)], ["outside of (batch, 4, 2)"]),
        ["pooled of another shape"] = (new MaxPoolingGradient([2], Sliding.OneByOne(1)), [Floats(_batch, 4, 2), Floats(_batch, 3, 2), Floats(_batch, 2, 2)], ["(batch, 3, 2)", "(batch, 2, 2)"]),
        ["values to select of another shape"] = (new MaxPoolingSelection([2], Sliding.OneByOne(1) with { Strides = [2] }), [Floats(_batch, 4, 2), Floats(_batch, 2, 2), Floats(_batch, 5, 2)], ["(batch, 4, 2)", "(batch, 5, 2)"]),
        ["sizes to resize to"] = (new Resize([0, 3], true), [Floats(_batch, 4, 4, 2)], ["[0, 3]", "(batch, 4, 4, 2)"]),
        ["no classes"] = (new OneHot(0), [_integers], ["0"]),
    };

    public static TheoryData<string> Refused => [.. _refused.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void ShapesThatDoNotFitAreRefused(string name)
    {
        (Operator op, TensorType[] inputs, string[] named) = _refused[name];
        string message = Assert.Throws<ShapeException>(() => op.Infer(inputs)).Message;
        Assert.All(named, part => Assert.Contains(part, message));
    }

    [Fact]
    public void SumsOverTheBatchAreForGradientsAlone()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, _matrix)), y = builder.Apply(new Input(1, Floats(_batch, 4)));
        string message = Assert.Throws<BatchContractionException>(() => builder.Apply(new MatrixProduct(true, false), x, y)).Message;
        Assert.Contains("(batch, 3) transposed and (batch, 4)", message);
        builder.IsBackward = true;
        Assert.Equal(Shape.Of(3, 4), builder.Apply(new MatrixProduct(true, false), x, y).Shape);
    }

    [Fact]
    public void ShapesThatFit()
    {
        Assert.Equal(Floats(_batch, 2, 3), new Add().Infer([Floats(2, 1), Floats(_batch, 1, 3)]));
        Assert.Equal(Floats(_batch), new ReduceSum(EquatableArray.Of(1), false).Infer([_matrix]));
        Assert.Equal(Floats(_batch, 1), new ReduceSum(EquatableArray.Of(1), true).Infer([_matrix]));
        Assert.Equal(Floats(_batch, 5), new MatrixProduct(false, true).Infer([_matrix, Floats(5, 3)]));
        Assert.Equal(Floats(_batch, 3, 7), new OneHot(7).Infer([_integers]));
        Assert.Equal(Floats(_batch * 2, 3), new Concatenate(0).Infer([_matrix, _matrix]));
        Assert.Equal(new TensorType(Shape.Of(3, _batch), ElementType.Int32), new Transpose(EquatableArray.Of(1, 0)).Infer([_integers]));
        Assert.Equal(Floats(_batch, 6), new Pad(1, 1, 2).Infer([_matrix]));
    }

    private static TensorType Floats(params Dimension[] shape) => new(Shape.Of(shape));
}
