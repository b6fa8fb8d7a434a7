namespace Compiled;

/// <summary>
/// What every layer shares that steps through sequences (batch, steps, …), the built-in ones and those of a <see cref="CellAttribute"/>. Each
/// gives its last output, or all of them. Its method may have further parameters, one for each state: the states to begin with, else zeros.
/// If it returns a tuple, that is the output and the states after the last step.
/// </summary>
public abstract class CellDefinition : LayerDefinition
{
    /// <summary>Whether the output of every step is returned, (batch, steps, …), and not the last alone.</summary>
    public bool ReturnSequences { get; set; }

    /// <summary>Whether the sequence is read from its last step to its first. All outputs come in the order in which they were computed, as in Keras.</summary>
    public bool GoBackwards { get; set; }

    /// <summary>Whether a second cell of the same kind, with weights of its own, reads the sequence from its end, and how the outputs of both become one.</summary>
    public Bidirectional Bidirectional { get; set; }

    /// <summary>
    /// Whether a sample begins with the states that the sample at its place of the batch before ended with, instead of zeros: long sequences are
    /// read in windows, and gradients go back to the beginning of a window (truncated backpropagation through time, Williams and Peng 1990).
    /// The first batch decides how many samples all batches have, until <see cref="Model.ResetStates"/>.
    /// </summary>
    public bool Stateful { get; set; }
}
