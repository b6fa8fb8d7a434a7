using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// What a <see cref="Convolution"/> of an input with the spatial sizes <paramref name="Lengths"/> hands back to it: each element of the
/// gradient (batch, spatial …, filters), times the kernel, is added where its window lies. Also the transposed convolution.
/// </summary>
internal sealed record ConvolutionInputGradient(Sliding Sliding, int Groups, EquatableArray<int> Lengths) : ConvolutionOperator(Sliding, Groups)
{
    public override IReadOnlyList<object> RuntimeArguments => [.. Sliding.RuntimeArguments, Groups, Lengths.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape gradient = inputs[0].Shape, kernel = inputs[1].Shape;
        if (kernel.Rank < 2)
        {
            throw new ShapeException($"{RuntimeName} takes a kernel (window sizes, channels / groups, filters), but got {kernel}");
        }

        Shape x = Sliding.WithSpatial(gradient.Rank > 0 ? gradient[0] : Dimension.One, Lengths, kernel[kernel.Rank - 2] * Groups);
        Shape y = Slide(x, kernel);
        return y == gradient ? new(x) : throw new ShapeException($"{RuntimeName}: a convolution of {x} with {kernel} gives {y}, not {gradient}");
    }

    public override (Shape X, Shape Kernel, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (output, inputs[1], inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value y, Value kernel) = (inputs[0], inputs[1]);
        return
        [
            gradient.Convolution(kernel, Sliding, Groups),
            gradient.ConvolutionKernelGradient(y, Sliding, Groups, kernel.Shape.Dimensions.Take(Sliding.Rank).Select(d => (int)d.Value)),
        ];
    }
}
