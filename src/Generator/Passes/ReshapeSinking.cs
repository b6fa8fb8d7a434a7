using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes;

/// <summary>
/// Computes element by element before a reshape rather than behind it, where only leading axes are split or joined. A dense layer on
/// (batch, time, features) is a product of (batch · time) rows: bias and activation become its epilogue once the reshape is out of the way.
/// </summary>
internal static class ReshapeSinking
{
    public static Graph Run(Graph graph) => GraphRewriting.Rewrite(graph, n => n.Operator is Reshape, (builder, node, inputs) => node.Operator switch
    {
        Reshape reshape when inputs[0].Node.Operator is Reshape => Before(builder, inputs[0]).Reshape(reshape.Shape),
        ElementwiseOperator op and not BroadcastTo => Sink(builder, op, node.Shape, inputs),
        _ => null,
    });

    private static Value? Sink(GraphBuilder builder, ElementwiseOperator op, Shape shape, Value[] inputs)
    {
        Shape? rows = inputs.Where(IsReshaped).Select(i => (Shape?)Before(builder, i).Shape).FirstOrDefault();
        if (rows is null || !inputs.All(i => IsReshaped(i) ? Before(builder, i).Shape == rows : IsOfColumns(i.Shape)))
        {
            return null;
        }

        return builder.Apply(op, [.. inputs.Select(i => IsReshaped(i) ? Before(builder, i) : LastAxis(i))]).Reshape(shape);

        // The same columns under other leading axes, in the shape of the result.
        bool IsReshaped(Value input) => input.Node.Operator is Reshape && input.Shape == shape && shape.Rank > 0
            && Before(builder, input).Shape is { Rank: > 0 } before && before[before.Rank - 1] == shape[shape.Rank - 1];

        bool IsOfColumns(Shape input) => input.Dimensions.Take(input.Rank - 1).All(size => size == Dimension.One);
    }

    private static Value Before(GraphBuilder builder, Value reshaped) => new(builder, reshaped.Node.Inputs[0]);

    /// <summary>A value for each column as one axis, so that it broadcasts over rows of any rank.</summary>
    private static Value LastAxis(Value input) => input.Shape.Rank <= 1 ? input : input.Reshape(Shape.Of(input.Shape[input.Shape.Rank - 1]));
}
