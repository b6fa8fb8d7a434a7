namespace Compiled;

/// <summary>x where positive, else alpha (e^x − 1) (Clevert et al. 2016).</summary>
/// <param name="alpha">The negative limit.</param>
public sealed class ELUAttribute(double alpha = 1) : LayerDefinition
{
    /// <summary>The negative limit.</summary>
    public double Alpha { get; } = alpha;
}
