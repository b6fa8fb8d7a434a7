using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// What pooling, one channel at a time, and its derivatives share: a window of the sizes <paramref name="Window"/> over x (batch, spatial …, channels).
/// Positions outside of x take no part.
/// </summary>
internal abstract record PoolingOperator(EquatableArray<int> Window, Sliding Sliding) : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Opaque;

    public override IReadOnlyList<object> RuntimeArguments => [Window.ToArray(), Sliding.Strides.ToArray(), Sliding.Before.ToArray(), Sliding.After.ToArray()];

    /// <summary>The shapes of what is pooled and of the result, when the operator is applied to the inputs and gives the output.</summary>
    public abstract (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output);

    /// <summary>The shape of the pooled values.</summary>
    /// <exception cref="ShapeException">The window does not fit, or some window would be empty.</exception>
    protected Shape Slide(Shape x)
    {
        int[] lengths = Sliding.SpatialLengths(RuntimeName, x), outputs = Sliding.Outputs(RuntimeName, lengths, Window);
        for (int axis = 0; axis < outputs.Length; axis++)
        {
            if (Sliding.Dilations[axis] != 1 || Sliding.Before[axis] >= Window[axis] || ((long)(outputs[axis] - 1) * Sliding.Strides[axis]) - Sliding.Before[axis] >= lengths[axis])
            {
                throw new ShapeException($"{RuntimeName} with a window {Window}, strides {Sliding.Strides} and paddings {Sliding.Before} and {Sliding.After} would have a window outside of {x}");
            }
        }

        return Sliding.WithSpatial(x[0], outputs, x[x.Rank - 1]);
    }

    /// <exception cref="ShapeException">The second shape is not what pooling gives of the first.</exception>
    protected void RequirePooled(Shape x, Shape y)
    {
        if (Slide(x) != y)
        {
            throw new ShapeException($"{RuntimeName}: pooling of {x} gives {Slide(x)}, not {y}");
        }
    }
}
