namespace Compiled.Generator.Emitting.Shaders;

/// <summary>A kernel for GPUs that cannot be written for what a model asks of it.</summary>
/// <param name="what">What it computes: the layer.</param>
/// <param name="why">Why not, and what to do.</param>
internal sealed class ShaderLimitException(string what, string why) : Exception($"'{what}': {why}")
{
    public string What { get; } = what;

    public string Why { get; } = why;
}
