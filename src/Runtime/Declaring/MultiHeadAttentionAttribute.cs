namespace Compiled;

/// <summary>
/// Several attentions side by side (Vaswani et al., "Attention Is All You Need", 2017). Each head projects queries, keys and values with weights of
/// its own and computes softmax(query · keyᵀ / √<paramref name="keyDim"/>) · value; one more projection joins the heads. It takes queries
/// (batch, query steps, features), values (batch, steps, …) and keys (batch, steps, …) in this order: without keys the values are the keys, and
/// one input alone, as in a stack, attends to itself. Gives (batch, query steps, output length); if its method returns a tuple, also the weights
/// (batch, heads, query steps, steps).
/// </summary>
/// <remarks>
/// The weights are Keras's: <c>query/kernel</c> (features, heads, key length), <c>query/bias</c> (heads, key length), the same of <c>key</c> and
/// <c>value</c>, <c>attention_output/kernel</c> (heads, value length, output length) and <c>attention_output/bias</c>. Settings of kernel and
/// bias hold for all four projections, the activation for the last.
/// </remarks>
/// <param name="numHeads">The number of heads; positive.</param>
/// <param name="keyDim">The length of a query and of a key in each head; positive.</param>
public sealed class MultiHeadAttentionAttribute(int numHeads, int keyDim) : KernelLayerDefinition
{
    /// <summary>The number of heads.</summary>
    public int NumHeads { get; } = numHeads;

    /// <summary>The length of a query and of a key in each head.</summary>
    public int KeyDim { get; } = keyDim;

    /// <summary>The length of a value in each head; 0 for that of a key.</summary>
    public int ValueDim { get; set; }

    /// <summary>The length of an output; 0 for the features of a query.</summary>
    public int OutputDim { get; set; }

    /// <summary>Whether a query sees only the values up to its own step, so that no step knows of later ones.</summary>
    public bool UseCausalMask { get; set; }

    /// <summary>The share of weights that training drops, in [0, 1).</summary>
    public double Dropout { get; set; }
}
