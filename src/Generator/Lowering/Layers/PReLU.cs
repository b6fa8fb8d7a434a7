using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>x where positive, else alpha · x with alpha learned for each value of a sample, or shared along axes (He et al. 2015).</summary>
internal sealed class PReLU : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int[] shared = [.. (context.Settings.Integers("SharedAxes") ?? []).Select(a => context.Axis(x, a, "SharedAxes"))];
        Shape shape = new(Enumerable.Range(1, x.Shape.Rank - 1).Select(a => shared.Contains(a) ? Dimension.One : x.Shape[a]).ToEquatableArray());
        if (shape.Length.DependsOnLength)
        {
            throw context.ShapeError(x.Shape.ToString(), "would have slopes for each step, whose number is known only when the program runs", "share them among the steps, SharedAxes = [1], or give the input a length in place of Length.Any");
        }

        return x.Relu() - (context.Weight("alpha", shape, "Zeros") * (-x).Relu());
    }
}
