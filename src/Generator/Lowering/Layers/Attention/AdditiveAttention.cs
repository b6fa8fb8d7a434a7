using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>softmax(Σ scale · tanh(query + key)) · value, the sum over features (Bahdanau et al. 2015).</summary>
internal sealed class AdditiveAttention : AttentionLayer
{
    protected override IReadOnlyList<Value> Attend(LayerContext context, Value query, Value value, Value key)
    {
        RequireEqualFeatures(context, query, key);
        Value queries = query.Reshape(query.Shape.Insert(2, Dimension.One)), keys = key.Reshape(key.Shape.Insert(1, Dimension.One));
        Value terms = (queries + keys).Tanh();
        if (context.Settings.Boolean("UseScale", true))
        {
            terms *= context.Weight("scale", Shape.Of(context.SizeOf(query, 2)), "GlorotUniform");
        }

        Value weights = Weights(context, terms.Sum([3]), query, key);
        return [ClearPadding(context, weights.MatrixProduct(value)), weights];
    }
}
