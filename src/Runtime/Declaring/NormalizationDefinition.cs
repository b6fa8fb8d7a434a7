namespace Compiled;

/// <summary>What layers share that normalize and then compute gamma · x + beta.</summary>
public abstract class NormalizationDefinition : LayerDefinition
{
    /// <summary>Added to the variance before its root.</summary>
    public double Epsilon { get; set; } = 0.001;

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether the result is multiplied by gamma.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>How the gamma begins.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;

    /// <summary>Numbers for the initializer of the gamma; see <see cref="Initializer"/>.</summary>
    public double[] GammaInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the gamma to the loss.</summary>
    public double GammaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the gamma to the loss.</summary>
    public double GammaL2 { get; set; }

    /// <summary>What the gamma is held to after every step.</summary>
    public Constraint GammaConstraint { get; set; }

    /// <summary>Numbers for the constraint of the gamma; see <see cref="Constraint"/>.</summary>
    public double[] GammaConstraintArguments { get; set; } = [];

    /// <summary>How the beta begins.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the beta; see <see cref="Initializer"/>.</summary>
    public double[] BetaInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the beta to the loss.</summary>
    public double BetaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the beta to the loss.</summary>
    public double BetaL2 { get; set; }

    /// <summary>What the beta is held to after every step.</summary>
    public Constraint BetaConstraint { get; set; }

    /// <summary>Numbers for the constraint of the beta; see <see cref="Constraint"/>.</summary>
    public double[] BetaConstraintArguments { get; set; } = [];
}
