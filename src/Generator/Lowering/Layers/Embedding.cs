using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The rows of a learned table that token ids name.</summary>
internal sealed class Embedding : LayerRecipe
{
    public override ElementType InputElement(int index) => ElementType.Int32;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Shape table = Shape.Of(context.Settings.Size("InputDim"), context.Settings.Size("OutputDim"));
        return context.Builder.Apply(new Gather(), context.Weight("embeddings", table, "RandomUniform"), inputs[0]);
    }
}
