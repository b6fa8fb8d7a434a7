namespace Compiled;

/// <summary>
/// A vector for each token id: ids (batch, …) of <c>Tensor&lt;int&gt;</c>, each from 0 to <paramref name="inputDim"/> − 1, become
/// (batch, …, <paramref name="outputDim"/>). Table (input dim, output dim). Its gradient adds only to the rows whose ids the batch holds.
/// </summary>
/// <param name="inputDim">The number of ids, which is the largest id plus one; positive.</param>
/// <param name="outputDim">The length of a vector; positive.</param>
public sealed class EmbeddingAttribute(int inputDim, int outputDim) : EmbeddingDefinition
{
    /// <summary>The number of ids.</summary>
    public int InputDim { get; } = inputDim;

    /// <summary>The length of a vector.</summary>
    public int OutputDim { get; } = outputDim;

    /// <summary>Whether the id 0 is padding and no token: recurrent layers skip its steps, and they count in no loss and no metric.</summary>
    public bool MaskZero { get; set; }
}
