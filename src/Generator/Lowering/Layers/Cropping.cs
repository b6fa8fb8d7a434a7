using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>One, two or three spatial axes without what lies at their ends.</summary>
internal sealed class Cropping(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"Cropping{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        (int Before, int After)[] sides = context.Sides("Cropping", rank, fallback: rank == 2 ? 0 : 1);
        for (int axis = 0; axis < rank; axis++)
        {
            int length = context.SizeOf(x, axis + 1);
            long rest = (long)length - sides[axis].Before - sides[axis].After;
            x = rest > 0 ? x.Slice(axis + 1, sides[axis].Before, (int)rest) : throw context.Settings.Unfit(
                "Cropping",
                string.Format(CultureInfo.InvariantCulture, "{0} and {1}", sides[axis].Before, sides[axis].After),
                $"an axis of its input {inputs[0].Shape} has only {length.ToString(CultureInfo.InvariantCulture)}, of which something must be left");
        }

        return x;
    }
}
