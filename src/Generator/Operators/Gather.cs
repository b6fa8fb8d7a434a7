using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The rows of a table that ids name: a table (rows, …) and integer ids (ids) give (ids, …). An embedding is nothing else.</summary>
internal sealed record Gather : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, ElementType.Float32, ElementType.Int32);
        Shape table = inputs[0].Shape;
        return table.Rank > 0
            ? new(new(inputs[1].Shape.Dimensions.Concat(table.Dimensions.Skip(1)).ToEquatableArray()))
            : throw new ShapeException($"Gather takes a table of rows, but got the scalar shape {table}");
    }

    public override void RefuseInForward(IReadOnlyList<TensorType> inputs)
    {
        if (inputs[0].Shape[0].DependsOnBatch)
        {
            throw new BatchContractionException($"Gather from {inputs[0].Shape} would read the rows of other samples");
        }
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Builder.Apply(new ScatterAdd(inputs[0].Shape[0]), inputs[1], gradient), null];
}
