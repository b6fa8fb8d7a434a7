using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Elementwise operators repeat their inputs themselves: computing first and repeating afterwards is less work.</summary>
internal static class BroadcastRules
{
    /// <summary>f(repeat(x), y) is f(x, y), repeated if need be.</summary>
    public static Value? StripInputs(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not ElementwiseOperator || op is BroadcastTo)
        {
            return null;
        }

        Value[] stripped = [.. inputs.Select(i => Strip(simplifier, i))];
        return stripped.SequenceEqual(inputs) ? null : simplifier.Apply(op, stripped);
    }

    /// <summary>A repetition of a repetition is one; a repetition that repeats nothing is a reshape.</summary>
    public static Value? Merge(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not BroadcastTo { Shape: var shape })
        {
            return null;
        }

        Value input = inputs[0];
        return input.Shape == shape ? input
            : input.Shape.Length == shape.Length ? simplifier.Apply(new Reshape(shape), input)
            : input.Node.Operator is BroadcastTo ? simplifier.Apply(op, Input(input))
            : null;
    }

    private static Value Strip(Simplifier simplifier, Value value) => value.Node.Operator switch
    {
        BroadcastTo or Reshape when value.ConstantValue() is { } constant => simplifier.Constant(constant),
        BroadcastTo => Strip(simplifier, Input(value)),
        Reshape when value.Shape.Length == Dimension.One && Input(value).Shape.Rank < value.Shape.Rank => Strip(simplifier, Input(value)),
        _ => value,
    };

    private static Value Input(Value value) => new(value.Builder, value.Node.Inputs[0]);
}
