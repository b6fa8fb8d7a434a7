using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The sums of products of a kernel with the windows of x: (batch, spatial …, channels) and (window …, channels / groups, filters) give (batch, spatial …, filters).</summary>
internal sealed record Convolution(Sliding Sliding, int Groups) : ConvolutionOperator(Sliding, Groups)
{
    public override IReadOnlyList<object> RuntimeArguments => [.. Sliding.RuntimeArguments, Groups];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return new(Slide(inputs[0].Shape, inputs[1].Shape));
    }

    public override (Shape X, Shape Kernel, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], inputs[1], output);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value x, Value kernel) = (inputs[0], inputs[1]);
        return
        [
            gradient.ConvolutionInputGradient(kernel, Sliding, Groups, Sliding.SpatialLengths(RuntimeName, x.Shape)),
            x.ConvolutionKernelGradient(gradient, Sliding, Groups, kernel.Shape.Dimensions.Take(Sliding.Rank).Select(d => (int)d.Value)),
        ];
    }
}
