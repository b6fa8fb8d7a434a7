using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Operators as methods of their first input, so that a derivative or a layer reads like its formula.</summary>
internal static class ValueExtensions
{
    /// <summary>Applies an operator with one input.</summary>
    public static Value Apply(this Value value, Operator op) => value.Builder.Apply(op, value);

    /// <summary>A scalar constant in the graph of <paramref name="value"/>.</summary>
    public static Value Constant(this Value value, double constant) => value.Builder.Constant(constant);

    /// <summary>1 where left &lt; right, else 0.</summary>
    public static Value Less(this Value left, Value right) => left.Builder.Apply(new Less(), left, right);

    /// <summary>1 where left ≤ right, else 0.</summary>
    public static Value LessOrEqual(this Value left, Value right) => left.Builder.Apply(new LessOrEqual(), left, right);

    /// <summary>1 where the value is positive, else 0.</summary>
    public static Value IsPositive(this Value value) => value.Constant(0).Less(value);

    /// <summary>The value where the mask is not zero, else zero.</summary>
    public static Value Where(this Value value, Value mask) => value.Builder.Apply(new Select(), mask, value, value.Constant(0));

    /// <summary>The value where the mask is zero, else zero.</summary>
    public static Value WhereNot(this Value value, Value mask) => value.Builder.Apply(new Select(), mask, value.Constant(0), value);

    public static Value Exp(this Value value) => value.Apply(new Exp());

    public static Value Log(this Value value) => value.Apply(new Log());

    public static Value Sum(this Value value, IEnumerable<int> axes, bool keepDimensions = false) =>
        value.Apply(new ReduceSum(axes.ToEquatableArray(), keepDimensions));

    /// <summary>The sum along the last axis, which stays with size one.</summary>
    public static Value SumLast(this Value value) => value.Sum([value.Shape.Rank - 1], keepDimensions: true);

    /// <summary>The value in another shape; the value itself if it has that shape.</summary>
    public static Value Reshape(this Value value, Shape shape) => value.Shape == shape ? value : value.Apply(new Reshape(shape));

    /// <summary>The value repeated to a shape; the value itself if it has that shape.</summary>
    public static Value BroadcastTo(this Value value, Shape shape) => value.Shape == shape ? value : value.Apply(new BroadcastTo(shape));

    /// <summary>The value with a last axis of size one.</summary>
    public static Value WithLastAxis(this Value value) => value.Reshape(value.Shape.Insert(value.Shape.Rank, Dimension.One));
}
