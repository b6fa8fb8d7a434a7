using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// What a <see cref="Convolution"/> hands back to a kernel with the sizes <paramref name="Window"/>: the sums, over samples and positions,
/// of products of x (batch, spatial …, channels) with the gradient (batch, spatial …, filters).
/// </summary>
internal sealed record ConvolutionKernelGradient(Sliding Sliding, int Groups, EquatableArray<int> Window) : ConvolutionOperator(Sliding, Groups)
{
    public override IReadOnlyList<object> RuntimeArguments => [.. Sliding.RuntimeArguments, Groups, Window.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape x = inputs[0].Shape, gradient = inputs[1].Shape;
        Dimension channels = x.Rank > 0 ? x[x.Rank - 1] : Dimension.One;
        if (Groups < 1 || !channels.TryDivide(Groups, out Dimension perGroup) || gradient.Rank == 0)
        {
            throw new ShapeException($"{RuntimeName} cannot cut the channels of {x} into {Groups} groups, with the gradient {gradient}");
        }

        Shape kernel = new([.. Window.Select(size => Dimension.Constant(size)), perGroup, gradient[gradient.Rank - 1]]);
        Shape y = Slide(x, kernel);
        return y == gradient ? new(kernel) : throw new ShapeException($"{RuntimeName}: a convolution of {x} with {kernel} gives {y}, not {gradient}");
    }

    public override void RefuseInForward(IReadOnlyList<TensorType> inputs)
    {
        if (inputs[0].Shape[0].DependsOnBatch)
        {
            throw new BatchContractionException($"{RuntimeName} of {inputs[0].Shape} and {inputs[1].Shape} sums over the batch axis");
        }
    }

    public override (Shape X, Shape Kernel, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], output, inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value x, Value y) = (inputs[0], inputs[1]);
        return
        [
            y.ConvolutionInputGradient(gradient, Sliding, Groups, Sliding.SpatialLengths(RuntimeName, x.Shape)),
            x.Convolution(gradient, Sliding, Groups),
        ];
    }
}
