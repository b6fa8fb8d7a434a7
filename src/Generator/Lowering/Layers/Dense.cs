using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>activation(x · kernel + bias) along the last axis.</summary>
internal sealed class Dense : LayerRecipe
{
    public override bool IsAffine => true;

    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.PassMask(output, output.Shape.Rank - 1);

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int units = context.Settings.Size("Units");
        if (x.Shape.Rank < 2)
        {
            throw context.ShapeError(x.Shape.ToString(), "takes one axis or more after the batch, such as (batch, 784)", "give the input at least one size");
        }

        int size = context.SizeOf(x, -1);
        Value kernel = context.Weight("kernel", Shape.Of(size, units), "GlorotUniform");
        Shape output = x.Shape.WithAxis(x.Shape.Rank - 1, units);
        Value y = x.Shape.Rank == 2
            ? x.MatrixProduct(kernel)
            : x.Reshape(Shape.Of(x.Shape.WithoutAxis(x.Shape.Rank - 1).Length, size)).MatrixProduct(kernel).Reshape(output);
        return context.Activate(context.AddBias(y));
    }
}
