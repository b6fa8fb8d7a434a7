namespace Compiled;

/// <summary>
/// What attention layers share that compute with their inputs as they are. They take queries (batch, query steps, features), values
/// (batch, steps, value features) and keys (batch, steps, features) in this order: without keys the values are the keys, and one input alone,
/// as in a stack, attends to itself. If the layer's method returns a tuple, that is the output and the weights
/// (batch, query steps, steps), which sum to one for each query.
/// </summary>
public abstract class AttentionDefinition : LayerDefinition
{
    /// <summary>Whether a query sees only the values up to its own step, so that no step knows of later ones.</summary>
    public bool UseCausalMask { get; set; }

    /// <summary>The share of weights that training drops, in [0, 1).</summary>
    public double Dropout { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
