using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Several attentions side by side, each over projections of its own, whose outputs one more projection joins (Vaswani et al. 2017).
/// Weights are named, shaped and ordered as in Keras: <c>query/kernel</c> (features, heads, key length) and so on.
/// </summary>
internal sealed class MultiHeadAttention : AttentionLayer
{
    protected override IReadOnlyList<Value> Attend(LayerContext context, Value query, Value value, Value key)
    {
        int heads = context.Settings.Size("NumHeads"), keyLength = context.Settings.Size("KeyDim");
        int valueLength = SizeOr(context, "ValueDim", keyLength), output = SizeOr(context, "OutputDim", context.SizeOf(query, 2));
        Value queries = Heads(context, "query", query, heads, keyLength);
        Value keys = Heads(context, "key", key, heads, keyLength);
        Value values = Heads(context, "value", value, heads, valueLength);

        // Keras scales the queries, which are smaller than the scores.
        Value scores = (queries * (1 / Math.Sqrt(keyLength))).MatrixProduct(keys, transposeRight: true);
        Value weights = Weights(context, scores, query, key);
        Value joined = weights.MatrixProduct(values).Transpose([0, 2, 1, 3]);
        Dimension rows = query.Shape[0] * query.Shape[1];
        Value kernel = context.Weight("attention_output/kernel", Shape.Of(heads, valueLength, output), "GlorotUniform", settings: "Kernel");
        Value y = joined.Reshape(Shape.Of(rows, heads * valueLength)).MatrixProduct(kernel.Reshape(Shape.Of(heads * valueLength, output)));
        if (UsesBias(context))
        {
            y += context.Weight("attention_output/bias", Shape.Of(output), "Zeros", settings: "Bias");
        }

        return [context.Activate(y).Reshape(query.Shape.WithAxis(2, output)), weights];
    }

    /// <summary>What each head sees of (batch, steps, features): (batch, heads, steps, length).</summary>
    private static Value Heads(LayerContext context, string role, Value x, int heads, int length)
    {
        int features = context.SizeOf(x, 2);
        Value kernel = context.Weight(role + "/kernel", Shape.Of(features, heads, length), "GlorotUniform", settings: "Kernel");
        Value y = x.Reshape(Shape.Of(x.Shape[0] * x.Shape[1], features)).MatrixProduct(kernel.Reshape(Shape.Of(features, heads * length)));
        if (UsesBias(context))
        {
            y += context.Weight(role + "/bias", Shape.Of(heads, length), "Zeros", settings: "Bias").Reshape(Shape.Of(heads * length));
        }

        return y.Reshape(Shape.Of(x.Shape[0], x.Shape[1], heads, length)).Transpose([0, 2, 1, 3]);
    }

    private static bool UsesBias(LayerContext context) => context.Settings.Boolean("UseBias", true);

    /// <summary>A size; the fallback where 0 says that none is written.</summary>
    private static int SizeOr(LayerContext context, string name, int fallback) => context.Settings.Integer(name, 0) == 0 ? fallback : context.Settings.Size(name);
}
