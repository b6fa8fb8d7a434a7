using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>softmax(query · keyᵀ) · value (Luong et al. 2015); <c>UseScale</c> multiplies the scores with a number that is learned.</summary>
internal sealed class Attention : AttentionLayer
{
    protected override IReadOnlyList<Value> Attend(LayerContext context, Value query, Value value, Value key)
    {
        RequireEqualFeatures(context, query, key);
        Value scores = query.MatrixProduct(key, transposeRight: true);
        if (context.Settings.Boolean("UseScale", false))
        {
            scores *= context.Weight("scale", Shape.Scalar, "Ones");
        }

        Value weights = Weights(context, scores, query, key);
        return [ClearPadding(context, weights.MatrixProduct(value)), weights];
    }
}
