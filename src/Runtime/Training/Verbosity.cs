namespace Compiled;

/// <summary>What <c>Fit</c> shows of its progress; the numbers are those of Keras's <c>verbose</c>.</summary>
public enum Verbosity
{
    /// <summary>Nothing.</summary>
    Silent = 0,

    /// <summary>A bar that is drawn again and again.</summary>
    ProgressBar = 1,

    /// <summary>One line for each epoch.</summary>
    OneLinePerEpoch = 2,

    /// <summary>A bar in a terminal, nothing where the output is redirected.</summary>
    Auto = 3,
}
