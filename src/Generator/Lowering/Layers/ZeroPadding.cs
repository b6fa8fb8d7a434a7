using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Zeros around one, two or three spatial axes.</summary>
internal sealed class ZeroPadding(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"ZeroPadding{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        (int Before, int After)[] sides = context.Sides("Padding", rank, fallback: 1);
        for (int axis = 0; axis < rank; axis++)
        {
            context.Positions("Padding", (long)context.SizeOf(x, axis + 1) + sides[axis].Before + sides[axis].After);
            x = x.Pad(axis + 1, sides[axis].Before, sides[axis].After);
        }

        return x;
    }
}
