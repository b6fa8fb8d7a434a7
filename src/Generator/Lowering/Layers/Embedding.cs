using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The rows of a learned table that token ids name.</summary>
internal sealed class Embedding : LayerRecipe
{
    public override ElementType InputElement(int index) => ElementType.Int32;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        if (inputs[0].Shape.Rank < 2 && context.Settings.Boolean("MaskZero", false))
        {
            throw context.ShapeError(inputs[0].Shape.ToString(), "masks steps, and an id for each sample has none", "give it sequences of ids, (batch, steps), or leave MaskZero out");
        }

        Shape table = Shape.Of(context.Settings.Size("InputDim"), context.Settings.Size("OutputDim"));
        return context.Builder.Apply(new Gather(), context.Weight("embeddings", table, "RandomUniform"), inputs[0]);
    }

    /// <summary>With <c>MaskZero</c> the id 0 is padding.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) =>
        context.Settings.Boolean("MaskZero", false) ? 1 - inputs[0].ToFloat().EqualTo(output.Constant(0)) : default(Value?);
}
