using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>
/// Masks of sequences: ones for steps that count, zeros for padding. A mask is a value of the graph like any other, whose axes are the first
/// axes of the value that it accompanies: (batch, steps), or more where ids have more.
/// </summary>
internal static class Masks
{
    /// <summary>Whether the axes of a mask are the first axes of a shape.</summary>
    public static bool Fits(Value mask, Shape shape) => mask.Shape.Rank <= shape.Rank && mask.Shape.Dimensions.SequenceEqual(shape.Dimensions.Take(mask.Shape.Rank));

    /// <summary>What a result has of the masks of its operands, null for each that has none: a step counts that counts in each.</summary>
    /// <param name="first">The first axis that is not as it was in the operands: a mask that reaches it ends.</param>
    public static Value? Combine(IEnumerable<Value?> masks, Shape result, int first = int.MaxValue)
    {
        Value? all = null;
        foreach (Value mask in masks.OfType<Value>().Where(m => m.Shape.Rank <= first && Fits(m, result)))
        {
            all = all is { } others ? And(others, mask) : mask;
        }

        return all;
    }

    /// <summary>One where both masks are; the mask with fewer axes holds for all of the other's.</summary>
    public static Value And(Value left, Value right) => left == right ? left
        : left.Shape.Rank <= right.Shape.Rank ? Spread(left, right.Shape.Rank) * right
        : left * Spread(right, left.Shape.Rank);

    /// <summary>The mask with axes of size one behind its own.</summary>
    public static Value Spread(Value mask, int rank) => mask.Reshape(new([.. mask.Shape.Dimensions, .. Enumerable.Repeat(Dimension.One, rank - mask.Shape.Rank)]));

    /// <summary>A value with zeros for the steps that do not count, whatever they hold.</summary>
    public static Value Clear(Value x, Value mask) => x.Where(Spread(mask, x.Shape.Rank));

    /// <summary>The mask of a sequence whose steps all count.</summary>
    public static Value Ones(Value x, int rank = 2) => x.Constant(1).BroadcastTo(new([.. x.Shape.Dimensions.Take(rank)]));

    /// <summary>
    /// Of sequences put one after the other along an axis of their masks, the masks in the same order, ones for a sequence that has none; null
    /// where the axis is behind the masks.
    /// </summary>
    public static Value? Join(IReadOnlyList<Value> sequences, IReadOnlyList<Value?> masks, int axis)
    {
        int[] ranks = [.. masks.OfType<Value>().Select(m => m.Shape.Rank).Distinct()];
        return ranks is [var rank] && axis < rank ? sequences.Select((x, i) => masks[i] ?? Ones(x, rank)).ToList().Concatenate(axis) : null;
    }

    /// <summary>Whether a value was computed with a mask, element by element, so that its steps of padding are what its author wants them to be.</summary>
    public static bool IsUsedIn(Value x, Value mask)
    {
        var seen = new HashSet<int>();
        return IsUsed(x.Node);

        bool IsUsed(Node node) => seen.Add(node.Id)
            && node.Operator is ElementwiseOperator or Reshape or BroadcastTo
            && node.Inputs.Any(input => input == mask.Id || IsUsed(x.Builder[input]));
    }

    /// <summary>Of a mask with more axes, the steps in which anything counts.</summary>
    public static Value OfSteps(Value mask) => mask.Shape.Rank == 2 ? mask : mask.ReduceMaximum(mask.AxesFrom(2));
}
