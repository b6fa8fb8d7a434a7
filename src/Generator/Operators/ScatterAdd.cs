using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// A table of <paramref name="Rows"/> rows, zero but for those that ids name, where the values of the ids are summed:
/// integer ids (ids) and values (ids, …) give (rows, …). The derivative of <see cref="Gather"/>.
/// </summary>
internal sealed record ScatterAdd(Dimension Rows) : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    public override IReadOnlyList<object> RuntimeArguments => [Rows];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, ElementType.Int32, ElementType.Float32);
        Shape ids = inputs[0].Shape, values = inputs[1].Shape;
        return values.Dimensions.Take(ids.Rank).SequenceEqual(ids.Dimensions)
            ? new(new(values.Dimensions.Skip(ids.Rank).Prepend(Rows).ToEquatableArray()))
            : throw new ShapeException($"ScatterAdd takes a value for each id of {ids}, but got values of shape {values}");
    }

    public override void RefuseInForward(IReadOnlyList<TensorType> inputs)
    {
        if (inputs[0].Shape.Length.DependsOnBatch)
        {
            throw new BatchContractionException($"ScatterAdd of the ids {inputs[0].Shape} sums over the batch axis");
        }
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [null, gradient.Builder.Apply(new Gather(), gradient, inputs[0])];
}
