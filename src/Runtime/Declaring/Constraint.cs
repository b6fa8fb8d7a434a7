namespace Compiled;

/// <summary>What a weight is held to after every step. In brackets: what <c>…ConstraintMinimum</c> and so on set, with their defaults; norms are over all axes but the last.</summary>
public enum Constraint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Norm at most [maximum = 2].</summary>
    MaxNorm,

    /// <summary>No value below zero.</summary>
    NonNeg,

    /// <summary>Norm one.</summary>
    UnitNorm,

    /// <summary>Norm between [minimum = 0, maximum = 1, rate = 1].</summary>
    MinMaxNorm,
}
