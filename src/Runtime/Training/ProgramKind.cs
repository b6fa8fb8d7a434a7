namespace Compiled;

/// <summary>The programs that the generator writes into a model.</summary>
public enum ProgramKind
{
    /// <summary>Inputs to predictions.</summary>
    Infer,

    /// <summary>Inputs and targets to predictions, losses and custom metrics, without gradients.</summary>
    Evaluate,

    /// <summary>As <see cref="Evaluate"/> with layers in training mode, gradients, and new moving statistics.</summary>
    Train,

    /// <summary>Inputs to predictions and what every layer computes, and the slope of a score of the predictions with respect to it; layers behave as in inference.</summary>
    Inspect,
}
