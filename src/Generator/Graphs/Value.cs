using Compiled.Generator.Operators;

namespace Compiled.Generator.Graphs;

/// <summary>A node under construction. Arithmetic on values adds nodes, so that a derivative reads like its formula.</summary>
internal readonly struct Value(GraphBuilder builder, int id) : IEquatable<Value>
{
    public GraphBuilder Builder => builder;

    public int Id => id;

    public Node Node => builder[id];

    public TensorType Type => Node.Type;

    public Shape Shape => Node.Shape;

    public static Value operator +(Value left, Value right) => left.Builder.Apply(new Add(), left, right);

    public static Value operator -(Value left, Value right) => left.Builder.Apply(new Subtract(), left, right);

    public static Value operator *(Value left, Value right) => left.Builder.Apply(new Multiply(), left, right);

    public static Value operator /(Value left, Value right) => left.Builder.Apply(new Divide(), left, right);

    public static Value operator -(Value value) => value.Builder.Apply(new Negate(), value);

    public static Value operator +(Value left, double right) => left + left.Builder.Constant(right);

    public static Value operator +(double left, Value right) => right.Builder.Constant(left) + right;

    public static Value operator -(Value left, double right) => left - left.Builder.Constant(right);

    public static Value operator -(double left, Value right) => right.Builder.Constant(left) - right;

    public static Value operator *(Value left, double right) => left * left.Builder.Constant(right);

    public static Value operator *(double left, Value right) => right.Builder.Constant(left) * right;

    public static Value operator /(Value left, double right) => left / left.Builder.Constant(right);

    public static Value operator /(double left, Value right) => right.Builder.Constant(left) / right;

    public bool Equals(Value other) => ReferenceEquals(builder, other.Builder) && id == other.Id;

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => id;

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
