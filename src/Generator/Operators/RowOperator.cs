using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>An operator on each row (along the last axis) that a runtime kernel computes as a whole, since its rows are read more than once.</summary>
internal abstract record RowOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Opaque;

    /// <summary>By default each row becomes another of the same length.</summary>
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return new(RequireRows(inputs[0]));
    }

    /// <exception cref="ShapeException">The tensor has no axis.</exception>
    protected Shape RequireRows(TensorType input) => input.Shape.Rank > 0
        ? input.Shape
        : throw new ShapeException($"{RuntimeName} takes rows, but got the scalar shape {input.Shape}");
}
