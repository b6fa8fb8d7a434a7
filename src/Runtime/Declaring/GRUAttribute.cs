namespace Compiled;

/// <summary>
/// The gated recurrent unit (Cho et al. 2014) in Keras's order of gates: update, reset, candidate; h = z · h + (1 − z) · candidate.
/// Kernel (features, 3 units), recurrent kernel (units, 3 units), bias (3 units), or (2, 3 units) with <see cref="ResetAfter"/>.
/// </summary>
/// <param name="units">The length of the state and of an output; positive.</param>
public sealed class GRUAttribute(int units) : RecurrentDefinition
{
    /// <summary>The length of the state and of an output.</summary>
    public int Units { get; } = units;

    /// <summary>Applied to the gates.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>Whether the reset gate applies to the state's product with the weights, as in PyTorch and Keras since 2.3, or to the state before it, as in the paper.</summary>
    public bool ResetAfter { get; set; } = true;
}
