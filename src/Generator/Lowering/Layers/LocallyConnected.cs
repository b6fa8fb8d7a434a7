using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>activation(window · kernel + bias) at each position of one or two spatial axes, with a kernel and a bias for each: a product of matrices for each position.</summary>
internal sealed class LocallyConnected(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"LocallyConnected{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        int filters = context.Settings.Size("Filters");
        int[] window = context.Window("KernelSize", rank, []);
        Sliding sliding = context.Slide(x, window, "KernelSize", [1]);
        Value patches = Recipes.Patches(x, window, sliding);
        Shape output = patches.Shape.WithAxis(rank + 1, filters);
        Dimension positions = output.WithoutAxis(0).WithoutAxis(rank).Length, depth = patches.Shape[rank + 1];
        Value rows = patches.Reshape(Shape.Of(x.Shape[0], positions, depth)).Transpose([1, 0, 2]);
        Value y = rows.MatrixProduct(context.Weight("kernel", Shape.Of(positions, depth, filters), "GlorotUniform")).Transpose([1, 0, 2]).Reshape(output);
        return context.Activate(context.Settings.Boolean("UseBias", true) ? y + context.Weight("bias", output.WithoutAxis(0), "Zeros") : y);
    }
}
