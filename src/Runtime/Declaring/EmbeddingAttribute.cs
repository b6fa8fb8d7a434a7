namespace Compiled;

/// <summary>
/// A vector for each token id: ids (batch, …) of <c>Tensor&lt;int&gt;</c>, each from 0 to <paramref name="inputDim"/> − 1, become
/// (batch, …, <paramref name="outputDim"/>). Table (input dim, output dim). Its gradient adds only to the rows whose ids the batch holds.
/// </summary>
/// <param name="inputDim">The number of ids, which is the largest id plus one; positive.</param>
/// <param name="outputDim">The length of a vector; positive.</param>
public sealed class EmbeddingAttribute(int inputDim, int outputDim) : LayerDefinition
{
    /// <summary>The number of ids.</summary>
    public int InputDim { get; } = inputDim;

    /// <summary>The length of a vector.</summary>
    public int OutputDim { get; } = outputDim;

    /// <summary>How the vectors begin.</summary>
    public Initializer EmbeddingsInitializer { get; set; } = Initializer.RandomUniform;

    /// <summary>Numbers for the initializer of the vectors; see <see cref="Initializer"/>.</summary>
    public double[] EmbeddingsInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the vectors to the loss.</summary>
    public double EmbeddingsL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the vectors to the loss.</summary>
    public double EmbeddingsL2 { get; set; }

    /// <summary>What the vectors are held to after every step.</summary>
    public Constraint EmbeddingsConstraint { get; set; }

    /// <summary>Numbers for the constraint of the vectors; see <see cref="Constraint"/>.</summary>
    public double[] EmbeddingsConstraintArguments { get; set; } = [];

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
