using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Folding what need not be folded.</summary>
internal static class ReductionRules
{
    /// <summary>Axes of size one need no folding.</summary>
    public static Value? SingleAxes(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not ReductionOperator reduction)
        {
            return null;
        }

        Value input = inputs[0];
        EquatableArray<int> axes = reduction.Axes.Where(axis => input.Shape[axis] != Dimension.One).ToEquatableArray();
        return axes.Count == 0 ? input : axes.Count < reduction.Axes.Count ? simplifier.Apply(reduction with { Axes = axes }, input) : null;
    }

    /// <summary>The sum of equal elements is their number times one of them; the largest and the smallest are any of them.</summary>
    public static Value? Broadcasts(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not ReductionOperator reduction || inputs[0].Node.Operator is not BroadcastTo { Shape: var shape })
        {
            return null;
        }

        var source = new Value(inputs[0].Builder, inputs[0].Node.Inputs[0]);
        IReadOnlyList<int> repeated = Broadcasting.RepeatedAxes(source.Shape, shape);
        Dimension count = reduction.Axes.Where(repeated.Contains).Aggregate(Dimension.One, (product, axis) => product * shape[axis]);
        if (count == Dimension.One)
        {
            return null;
        }

        Shape single = new(shape.Dimensions.Select((size, axis) => repeated.Contains(axis) ? Dimension.One : size).ToEquatableArray());
        Value folded = simplifier.Apply(op, simplifier.Apply(new Reshape(single), source));
        return op is ReduceSum ? simplifier.Apply(new Multiply(), folded, simplifier.Apply(new Size(count))) : folded;
    }
}
