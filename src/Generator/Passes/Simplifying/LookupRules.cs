using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Sums of rows by their numbers.</summary>
internal static class LookupRules
{
    /// <summary>A table that two calls look up has one sum over the ids of both: no two whole tables are added.</summary>
    public static Value? Sums(Simplifier simplifier, Operator op, Value[] inputs) =>
        op is Add && inputs[0].Node.Operator is ScatterAdd left && inputs[1].Node.Operator == left && inputs[0].Shape == inputs[1].Shape
            ? simplifier.Apply(left, Joined(simplifier, inputs, 0), Joined(simplifier, inputs, 1))
            : null;

    /// <summary>The ids or the values of both, one behind the other.</summary>
    private static Value Joined(Simplifier simplifier, Value[] sums, int input) =>
        simplifier.Apply(new Concatenate(0), [.. sums.Select(sum => List(simplifier, sum, input))]);

    /// <summary>An input of a sum with one axis for all axes of the ids.</summary>
    private static Value List(Simplifier simplifier, Value sum, int input)
    {
        Value[] operands = [.. sum.Node.Inputs.Select(id => new Value(sum.Builder, id))];
        Shape ids = operands[0].Shape;
        return simplifier.Apply(new Reshape(new(operands[input].Shape.Dimensions.Skip(ids.Rank).Prepend(ids.Length).ToEquatableArray())), operands[input]);
    }
}
