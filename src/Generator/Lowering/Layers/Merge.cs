using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A layer that combines several tensors element by element.</summary>
internal abstract class Merge : StepwiseLayer
{
    public sealed override int MinimumInputs => 2;

    public override int MaximumInputs => int.MaxValue;

    public sealed override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        int rank = inputs.Max(i => i.Shape.Rank);
        Value result = WithRank(inputs[0], rank);
        foreach (Value input in inputs.Skip(1))
        {
            try
            {
                result = Combine(result, WithRank(input, rank));
            }
            catch (ShapeException)
            {
                throw context.MergeError(result, input, "sizes are compared axis by axis and must be equal or 1: give the layers before it the same size");
            }
        }

        return Finish(result, inputs.Count);
    }

    protected abstract Value Combine(Value left, Value right);

    protected virtual Value Finish(Value result, int count) => result;

    /// <summary>The batch stays first: missing axes come behind it, as in Keras.</summary>
    private static Value WithRank(Value x, int rank)
    {
        Shape shape = x.Shape;
        while (shape.Rank < rank)
        {
            shape = shape.Insert(1, Dimension.One);
        }

        return x.Reshape(shape);
    }
}
