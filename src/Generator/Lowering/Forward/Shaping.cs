using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>
/// The operators that <c>Forward</c> may call to move values about. None of them moves a value to another sample. Those that compute nothing
/// take token ids too.
/// </summary>
internal static class Shaping
{
    public static Value Concatenate(OperatorCall call)
    {
        IReadOnlyList<Value> values = call.AllElements();
        int axis = call.Axis(values[0], "axis", -1);
        return values.Concatenate(axis);
    }

    public static Value Stack(OperatorCall call)
    {
        IReadOnlyList<Value> values = call.AllElements();
        int axis = call.PlainAxis(values[0].Shape.Rank + 1, call.Integer("axis", -1));
        if (axis == 0 && values.Any(v => v.Shape.Rank > 0 && v.Shape[0].DependsOnBatch))
        {
            throw call.BatchError(values[0]);
        }

        return values.Select(v => v.Reshape(v.Shape.Insert(axis, Dimension.One))).ToList().Concatenate(axis);
    }

    public static Value Transpose(OperatorCall call)
    {
        Value x = call.Elements("x");
        IReadOnlyList<Dimension> given = call.Sizes("permutation") ?? [.. Enumerable.Range(0, x.Shape.Rank).Reverse().Select(a => Dimension.Constant(a))];
        int[] permutation = [.. given.Select(a => call.PlainAxis(x.Shape.Rank, (int)a.Value))];
        if (permutation.Length > 0 && permutation[0] != 0 && x.Shape[0].DependsOnBatch)
        {
            throw call.BatchError(x);
        }

        return x.Transpose(permutation);
    }

    public static Value Slice(OperatorCall call)
    {
        Value x = call.Elements("x");
        int axis = call.Axis(x, "axis"), start = call.Integer("start"), length = call.Integer("length");

        Dimension size = x.Shape[axis];
        if (start < 0)
        {
            throw call.Unfit(
                $"it begins at {start.ToString(CultureInfo.InvariantCulture)}, and elements are counted from 0",
                size.IsConstant && size.Value + start >= 0 ? FormattableString.Invariant($"write {size.Value + start} to count from the end of the {size.Value} along axis {axis} of {x.Shape}")
                : size.IsConstant ? FormattableString.Invariant($"axis {axis} of {x.Shape} has the elements 0 to {size.Value - 1}")
                : "the last output of a sequence of any length is what a recurrent layer gives without ReturnSequences; it gives all outputs and the last states where its method returns a tuple");
        }

        // Where every symbol is 1 the axis is shortest.
        if (!size.IsConstant && start + (long)length > size.Monomials.Sum(m => m.Coefficient))
        {
            throw call.Unfit(
                $"a sequence of {x.Shape} may have fewer steps than the {length.ToString(CultureInfo.InvariantCulture)} from {start.ToString(CultureInfo.InvariantCulture)}, as their number is known only when the program runs",
                "give the input a length in place of Length.Any");
        }

        return x.Slice(axis, start, length);
    }

    public static Value Pad(OperatorCall call)
    {
        Value x = call.Tensor("x");
        return x.Apply(new Pad(call.Axis(x, "axis"), call.Integer("before"), call.Integer("after")));
    }

    public static Value BroadcastTo(OperatorCall call) => call.Tensor("x").BroadcastTo(new Shape((call.Sizes("shape") ?? []).ToEquatableArray()));

    /// <summary>One size may be −1: what is left.</summary>
    public static Value Reshape(OperatorCall call)
    {
        Value x = call.Elements("x");
        Dimension[] sizes = [.. call.Sizes("shape") ?? []];
        Dimension open = -1;
        int[] opens = [.. Enumerable.Range(0, sizes.Length).Where(i => sizes[i] == open)];
        Dimension known = sizes.Where(s => s != open).Aggregate(Dimension.One, (product, s) => product * s);
        if (opens.Length == 1 && known != Dimension.Zero && x.Shape.Length.TryDivide(known, out Dimension rest))
        {
            sizes[opens[0]] = rest;
        }
        else if (opens.Length > 0)
        {
            throw call.Unfit($"{x.Shape} cannot take the shape ({string.Join(", ", sizes.Select(s => s.ToString()))})", x.Shape.Length.DependsOnLength
                ? "write x.Lengths[1] for the steps and -1 for the batch, or give the input a length in place of Length.Any"
                : "at most one size is -1, and the sizes multiply to as many elements");
        }

        Shape shape = Shape.Of(sizes);
        if (shape.Length != x.Shape.Length)
        {
            throw call.Unfit($"{x.Shape} has {x.Shape.Length} elements and {shape} has {shape.Length}", "a reshape keeps the number of elements, with -1 in place of the batch");
        }

        return sizes.Skip(1).Any(s => s.DependsOnBatch) ? throw call.BatchError(x) : x.Reshape(shape);
    }

    public static Value Flatten(OperatorCall call)
    {
        Value x = call.Elements("x");
        return x.Shape.Rank == 0 ? x : x.Reshape(Shape.Of(x.Shape[0], x.Shape.WithoutAxis(0).Length));
    }

    public static Value Squeeze(OperatorCall call)
    {
        Value x = call.Elements("x");
        int axis = call.Axis(x, "axis");
        return x.Shape[axis] == Dimension.One
            ? x.Reshape(x.Shape.WithoutAxis(axis))
            : throw call.Unfit($"axis {axis} of {x.Shape} has the size {x.Shape[axis]}", "only an axis of size 1 can be left out");
    }

    public static Value ExpandDims(OperatorCall call)
    {
        Value x = call.Elements("x");
        int axis = call.PlainAxis(x.Shape.Rank + 1, call.Integer("axis"));
        return axis == 0 && x.Shape.Rank > 0 && x.Shape[0].DependsOnBatch ? throw call.BatchError(x) : x.Reshape(x.Shape.Insert(axis, Dimension.One));
    }
}
