using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>An operator on inputs of some types, whose elements are drawn from a range where it is smooth almost everywhere.</summary>
internal sealed record OperatorCase(Operator Operator, TensorType[] Inputs, double Lowest = -2, double Highest = 2)
{
    private static readonly Dimension _batch = Dimension.Batch;

    public static IReadOnlyDictionary<string, OperatorCase> All { get; } = Create().ToDictionary(c => c.Name);

    public string Name => $"{Operator} of {string.Join(" and ", Inputs.Select(i => i.ToString()))}";

    /// <summary>The inputs of the operator are the inputs of the model; its result, weighted by one more input, sums to the loss.</summary>
    public Graph ToGraph()
    {
        var builder = new GraphBuilder();
        Value[] inputs = [.. Inputs.Select((type, i) => builder.Apply(new Input(i, type)))];
        Value result = builder.Apply(Operator, inputs);
        result = result.Type.Element == ElementType.Int32 ? result.ToFloat() : result;
        Value weights = builder.Apply(new Input(inputs.Length, result.Type));
        Value product = result * weights;
        builder.Output(OutputKind.Prediction, 0, result);
        builder.Output(OutputKind.Loss, 0, product.Shape.Rank == 0 ? product : product.Sum(Enumerable.Range(0, product.Shape.Rank)));
        return builder.ToGraph();
    }

    public static IEnumerable<OperatorCase> Create()
    {
        TensorType matrix = Floats(_batch, 3), cube = Floats(_batch, 2, 3), row = Floats(3), column = Floats(_batch, 1), scalar = Floats();
        TensorType labels = new(Shape.Of(_batch), ElementType.Int32), classes = Floats(_batch, 4);
        foreach (Operator op in (Operator[])[new Negate(), new Abs(), new Sign(), new Exp(), new ExpM1(), new Tanh(), new Sigmoid(), new Erf(), new Sin(), new Cos(), new Floor(), new Relu(), new Softplus()])
        {
            yield return new(op, [matrix]);
        }

        yield return new(new Log(), [matrix], 0.2, 3);
        yield return new(new Log1P(), [matrix], -0.8, 3);
        yield return new(new Sqrt(), [matrix], 0.2, 3);
        foreach (Operator op in (Operator[])[new Add(), new Subtract(), new Multiply(), new Maximum(), new Minimum(), new Less(), new LessOrEqual(), new EqualTo()])
        {
            yield return new(op, [matrix, matrix]);
            yield return new(op, [cube, row]);
            yield return new(op, [column, row]);
            yield return new(op, [scalar, matrix]);
        }

        foreach (Operator op in (Operator[])[new Divide(), new Power()])
        {
            yield return new(op, [matrix, matrix], 0.3, 2);
            yield return new(op, [row, column], 0.3, 2);
            yield return new(op, [cube, scalar], 0.3, 2);
        }

        yield return new(new Select(), [matrix, matrix, matrix]);
        yield return new(new Select(), [column, row, scalar]);
        yield return new(new ToFloat(), [labels]);
        yield return new(new BroadcastTo(Shape.Of(2, _batch, 3)), [column]);
        foreach (bool keep in (bool[])[false, true])
        {
            foreach (int[] axes in (int[][])[[0], [1], [2], [0, 2], [0, 1, 2]])
            {
                yield return new(new ReduceSum(axes.ToEquatableArray(), keep), [cube]);
                yield return new(new ReduceMaximum(axes.ToEquatableArray(), keep), [cube]);
                yield return new(new ReduceMinimum(axes.ToEquatableArray(), keep), [cube]);
            }

            foreach (bool other in (bool[])[false, true])
            {
                yield return new(new MatrixProduct(keep, other), [keep ? Floats(3, _batch) : matrix, other ? Floats(5, 3) : Floats(3, 5)]);
                yield return new(new MatrixProduct(keep, other), [keep ? Floats(_batch, 3, 2) : cube, other ? Floats(_batch, 4, 3) : Floats(_batch, 3, 4)]);
            }
        }

        yield return new(new Transpose(EquatableArray.Of(2, 0, 1)), [cube]);
        yield return new(new Concatenate(1), [matrix, column, matrix]);
        yield return new(new Concatenate(0), [matrix, Floats(2, 3)]);
        yield return new(new Slice(1, 1, 2), [matrix]);
        yield return new(new Slice(0, 0, _batch), [Floats(_batch * 2, 3)]);
        yield return new(new Slice(0, _batch, _batch), [Floats(_batch * 2, 3)]);
        yield return new(new Pad(1, 2, 1), [matrix]);
        yield return new(new Pad(0, _batch, 0), [matrix]);
        yield return new(new Reverse(0), [matrix]);
        yield return new(new Reverse(1), [cube]);
        yield return new(new Reshape(Shape.Of(_batch, 6)), [cube]);
        yield return new(new StopGradient(), [matrix]);
        yield return new(new Softmax(), [cube]);
        yield return new(new LogSoftmax(), [cube]);
        yield return new(new SoftmaxCrossEntropy(), [classes, classes]);
        yield return new(new SparseSoftmaxCrossEntropy(), [classes, labels]);
        yield return new(new OneHot(4), [labels]);
        yield return new(new Gather(), [Floats(4, 3), labels]);
        yield return new(new Gather(), [Floats(5, 2, 3), new(Shape.Of(_batch, 2), ElementType.Int32)]);
        yield return new(new LogUniform(9), [Floats(2, _batch)], 0, 0.999);
        yield return new(new Positions(0), [matrix]);
        yield return new(new Positions(2), [cube]);
        yield return new(new ScatterAdd(4), [new(Shape.Of(3, 2), ElementType.Int32), Floats(3, 2, 5)]);
        foreach (OperatorCase window in Windows())
        {
            yield return window;
        }
    }

    /// <summary>Operators with windows over one, two and three axes, whose strides leave rests, with paddings of two sides, gaps and groups.</summary>
    private static IEnumerable<OperatorCase> Windows()
    {
        foreach ((int[] lengths, int[] window, Sliding sliding, int groups) in ((int[], int[], Sliding, int)[])
        [
            ([5], [3], Sliding.OneByOne(1), 1),
            ([7], [2], Slide([2], [3], [1], [1]), 2),
            ([4, 5], [3, 2], Slide([1, 2], [1, 1], [1, 0], [1, 1]), 1),
            ([5, 4], [2, 2], Slide([2, 1], [2, 1], [0, 1], [1, 0]), 4),
            ([3, 2, 4], [2, 1, 3], Slide([1, 1, 2], [1, 1, 1], [1, 0, 0], [0, 0, 1]), 2),
        ])
        {
            TensorType x = Floats([_batch, .. Dimensions(lengths), 4]), kernel = Floats([.. Dimensions(window), 4 / groups, 8]);
            var convolution = new Convolution(sliding, groups);
            TensorType y = convolution.Infer([x, kernel]);
            yield return new(convolution, [x, kernel]);
            yield return new(new ConvolutionInputGradient(sliding, groups, [.. lengths]), [y, kernel]);
            yield return new(new ConvolutionKernelGradient(sliding, groups, [.. window]), [new(x.Shape.WithAxis(0, 3)), new(y.Shape.WithAxis(0, 3))]); // not of the batch: that is for gradients alone
            Sliding pooled = sliding with { Dilations = [.. window.Select(_ => 1)] };
            var pooling = new MaxPooling([.. window], pooled);
            TensorType largest = pooling.Infer([x]);
            yield return new(pooling, [x]);
            yield return new(new MaxPoolingGradient([.. window], pooled), [x, largest, largest]);
            yield return new(new MaxPoolingSelection([.. window], pooled), [x, largest, x]);
            yield return new(new AveragePooling([.. window], pooled), [x]);
            yield return new(new AveragePoolingGradient([.. window], pooled, [.. lengths]), [largest]);
        }

        foreach (bool linear in (bool[])[false, true])
        {
            yield return new(new Resize([7], linear), [Floats(_batch, 3, 2)]);
            yield return new(new Resize([2, 9], linear), [Floats(_batch, 5, 4, 2)]);
            yield return new(new ResizeGradient([3, 2, 1], linear), [Floats(_batch, 2, 5, 3, 2)]);
        }

        static Sliding Slide(int[] strides, int[] dilations, int[] before, int[] after) => new([.. strides], [.. dilations], [.. before], [.. after]);

        static Dimension[] Dimensions(int[] sizes) => [.. sizes.Select(size => Dimension.Constant(size))];
    }

    private static TensorType Floats(params Dimension[] shape) => new(Shape.Of(shape));
}
