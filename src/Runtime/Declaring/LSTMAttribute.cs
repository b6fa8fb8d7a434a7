namespace Compiled;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997) with states h and c, in Keras's order of gates: input, forget, candidate, output.
/// Kernel (features, 4 units), recurrent kernel (units, 4 units), bias (4 units).
/// </summary>
/// <param name="units">The length of each state and of an output; positive.</param>
public sealed class LSTMAttribute(int units) : RecurrentDefinition
{
    /// <summary>The length of a state and of an output.</summary>
    public int Units { get; } = units;

    /// <summary>Applied to the gates.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>Whether the bias of the forget gate begins with 1 (Jozefowicz et al. 2015).</summary>
    public bool UnitForgetBias { get; set; } = true;

    /// <summary>Whether the gates also see the cell, each unit its own (Gers and Schmidhuber 2000): three weights more of length units.</summary>
    public bool Peephole { get; set; }
}
