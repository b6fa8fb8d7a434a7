using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Makes one, two or three spatial axes longer.</summary>
internal sealed class UpSampling(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"UpSampling{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        int[] factors = context.PerAxis("Size", rank, [2]);
        bool isLinear = context.Settings.Member("Interpolation", "Nearest") == "Bilinear";
        return x.Apply(new Resize([.. factors.Select((factor, axis) => context.Positions("Size", (long)factor * context.SizeOf(x, axis + 1)))], isLinear));
    }
}
