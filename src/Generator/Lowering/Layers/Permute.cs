using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Reorders the axes of a sample; they are numbered from 1.</summary>
internal sealed class Permute : LayerRecipe
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        IReadOnlyList<int> axes = context.Settings.Integers("Dims") ?? [];
        if (!axes.OrderBy(a => a).SequenceEqual(Enumerable.Range(1, x.Shape.Rank - 1)))
        {
            throw context.Settings.Unfit("Dims", $"[{string.Join(", ", axes)}]", $"it must name each of the axes 1 to {x.Shape.Rank - 1} of its input {x.Shape} once");
        }

        return x.Transpose(axes.Prepend(0));
    }

    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) =>
        context.PassMask(output, 1 + (context.Settings.Integers("Dims") ?? []).TakeWhile((axis, place) => axis == place + 1).Count());
}
