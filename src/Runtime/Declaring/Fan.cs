namespace Compiled;

/// <summary>The connections of a unit, by whose number <see cref="Initializer.VarianceScaling"/> divides the variance of its weights.</summary>
public enum Fan
{
    /// <summary>Those into a unit: the variance of what flows forward stays.</summary>
    In,

    /// <summary>Those out of a unit: the variance of what flows backward stays.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}
