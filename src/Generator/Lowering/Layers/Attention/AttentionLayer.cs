using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// What attention layers share. They take, in Keras's order, queries (batch, query steps, features), values (batch, steps, features) and
/// keys (batch, steps, features): without keys the values are the keys, and one input alone attends to itself.
/// </summary>
internal abstract class AttentionLayer : LayerRecipe
{
    /// <summary>Keras's score of a hidden place: e to its power is zero beside any other, and a row of hidden places alone stays a number.</summary>
    private const double Hidden = -1e9;

    public sealed override int MaximumInputs => 3;

    public sealed override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => LowerAll(context, inputs)[0];

    /// <summary>The output and, behind it, the weights that the queries give to the values.</summary>
    public sealed override IReadOnlyList<Value> LowerAll(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value query = inputs[0], value = inputs.Count > 1 ? inputs[1] : query, key = inputs.Count > 2 ? inputs[2] : value;
        if (inputs.FirstOrDefault(i => i.Shape.Rank != 3) is { Builder: not null } unfit)
        {
            throw context.ShapeError(unfit.Shape.ToString(), "takes sequences, (batch, steps, features)", "put [Reshape] before it, or let the layer before it return all steps");
        }

        if (key.Shape[1] != value.Shape[1])
        {
            throw context.MergeError(value, key, "there must be a key for each value: give both the same steps");
        }

        return Attend(context, query, value, key);
    }

    /// <summary>An output is padding where all of its query is; what values and keys are padding no query looks at.</summary>
    public sealed override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.Masks[0] is { } mask ? Masks.OfSteps(mask) : null;

    /// <returns>The output, (batch, query steps, …), and the weights, (…, query steps, steps).</returns>
    protected abstract IReadOnlyList<Value> Attend(LayerContext context, Value query, Value value, Value key);

    /// <summary>Refuses keys of another length than the queries'.</summary>
    protected static void RequireEqualFeatures(LayerContext context, Value query, Value key)
    {
        if (query.Shape[2] != key.Shape[2])
        {
            throw context.MergeError(query, key, $"queries have {query.Shape[2]} features and keys {key.Shape[2]}, which must be equal: put [Dense] before one of them");
        }
    }

    /// <summary>The output with zeros where the query is padding, as Keras has it.</summary>
    protected static Value ClearPadding(LayerContext context, Value y) => context.Masks[0] is { } mask ? Masks.Clear(y, Masks.OfSteps(mask)) : y;

    /// <summary>
    /// The weights that scores (batch, …, query steps, steps) give, which sum to one for each query. No query looks at padding, nor with
    /// <c>UseCausalMask</c> at later places; training drops weights with probability <c>Dropout</c>.
    /// </summary>
    /// <param name="query">What the query steps are counted on, as axis 1.</param>
    /// <param name="key">What the steps are counted on, as axis 1.</param>
    protected static Value Weights(LayerContext context, Value scores, Value query, Value key)
    {
        if (context.Settings.Boolean("UseCausalMask", false))
        {
            Value isVisible = key.Positions(1).LessOrEqual(query.Positions(1).WithLastAxis());
            scores = isVisible.Select(scores, scores.Constant(Hidden));
        }

        // The masks of value and key, or that of a lone input.
        if (Masks.Combine(context.Masks.Skip(context.Masks.Count > 1 ? 1 : 0).Select(m => m is { } mask ? Masks.OfSteps(mask) : m), key.Shape) is { } isThere)
        {
            Shape across = new([isThere.Shape[0], .. Enumerable.Repeat(Dimension.One, scores.Shape.Rank - 2), isThere.Shape[1]]);
            scores = isThere.Reshape(across).Select(scores, scores.Constant(Hidden));
        }

        Value weights = scores.Softmax();
        double rate = context.Settings.Rate("Dropout");
        return context.IsTraining && rate > 0 ? weights * Dropout.Mask(context, weights.Shape, rate) : weights;
    }
}
