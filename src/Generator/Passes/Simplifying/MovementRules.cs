using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Movements that undo each other, or move nothing.</summary>
internal static class MovementRules
{
    public static Value? Reshapes(Simplifier simplifier, Operator op, Value[] inputs) => op switch
    {
        Reshape { Shape: var shape } when shape == inputs[0].Shape => inputs[0],
        Reshape when inputs[0].Node.Operator is Reshape => simplifier.Apply(op, Input(inputs[0])),
        Reverse when inputs[0].Node.Operator == op => Input(inputs[0]),
        _ => null,
    };

    public static Value? Transposes(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not Transpose { Permutation: var permutation })
        {
            return null;
        }

        Value input = inputs[0];
        if (permutation.SequenceEqual(Enumerable.Range(0, permutation.Count)))
        {
            return input;
        }

        if (input.Node.Operator is Transpose { Permutation: var before })
        {
            return simplifier.Apply(new Transpose(permutation.Select(axis => before[axis]).ToEquatableArray()), Input(input));
        }

        // Moving only axes of size one leaves the elements in order.
        int[] moved = [.. permutation.Where(axis => input.Shape[axis] != Dimension.One)];
        return moved.SequenceEqual(moved.OrderBy(axis => axis))
            ? simplifier.Apply(new Reshape(new(permutation.Select(axis => input.Shape[axis]).ToEquatableArray())), input)
            : null;
    }

    public static Value? Slices(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not Slice slice)
        {
            return null;
        }

        Value input = inputs[0];
        switch (input.Node.Operator)
        {
            case var _ when slice.Length == input.Shape[slice.Axis]:
                return input;
            case Slice inner when inner.Axis == slice.Axis:
                return simplifier.Apply(new Slice(slice.Axis, inner.Start + slice.Start, slice.Length), Input(input));
            case Pad pad when pad.Axis == slice.Axis && pad.Before == slice.Start && Input(input).Shape[pad.Axis] == slice.Length:
                return Input(input);
            case Concatenate concatenate when concatenate.Axis == slice.Axis:
                return Part(input, slice);
            default:
                return null;
        }
    }

    public static Value? Joins(Simplifier simplifier, Operator op, Value[] inputs)
    {
        switch (op)
        {
            case Concatenate when inputs.Length == 1:
            case Pad pad when pad.Before == Dimension.Zero && pad.After == Dimension.Zero:
                return inputs[0];
            case Concatenate { Axis: var axis } when inputs.Any(i => i.Node.Operator == op):
                return simplifier.Apply(new Concatenate(axis), [.. inputs.SelectMany(i => i.Node.Operator == op ? i.Node.Inputs.Select(id => new Value(i.Builder, id)) : [i])]);
            case Add when inputs[0].Node.Operator is Pad left && inputs[1].Node.Operator is Pad right && left.Axis == right.Axis && inputs[0].Shape == inputs[1].Shape:
                Value first = Input(inputs[0]), second = Input(inputs[1]);
                return Follows(left, first, right) ? Joined(first, second, left.Before, right.After)
                    : Follows(right, second, left) ? Joined(second, first, right.Before, left.After)
                    : null;

                Value Joined(Value before, Value after, Dimension zerosBefore, Dimension zerosAfter) =>
                    simplifier.Apply(new Pad(left.Axis, zerosBefore, zerosAfter), simplifier.Apply(new Concatenate(left.Axis), before, after));
            default:
                return null;
        }
    }

    /// <summary>Whether the second tensor begins right where the first ends.</summary>
    private static bool Follows(Pad first, Value firstInput, Pad second) => second.Before == first.Before + firstInput.Shape[first.Axis];

    /// <summary>The concatenated tensor that the slice is.</summary>
    private static Value? Part(Value concatenated, Slice slice)
    {
        Dimension start = Dimension.Zero;
        foreach (int id in concatenated.Node.Inputs)
        {
            var part = new Value(concatenated.Builder, id);
            if (start == slice.Start && part.Shape[slice.Axis] == slice.Length)
            {
                return part;
            }

            start += part.Shape[slice.Axis];
        }

        return null;
    }

    private static Value Input(Value value) => new(value.Builder, value.Node.Inputs[0]);
}
