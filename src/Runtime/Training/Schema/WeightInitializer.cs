using System.Collections.Immutable;

namespace Compiled;

/// <summary>An initializer with its numbers; none means the defaults that <see cref="Initializer"/> names.</summary>
/// <param name="Arguments">
/// The value of a constant; mean and standard deviation of the normals; minimum and maximum of the uniform; scale, <see cref="Fan"/> and
/// <see cref="Distribution"/> of the variance scaling; the gain of orthogonal and identity.
/// </param>
public sealed record WeightInitializer(Initializer Kind, ImmutableArray<float> Arguments)
{
    /// <summary>Elements that begin with 1 whatever the kind says, such as the bias of the forget gates of an LSTM (Jozefowicz et al. 2015).</summary>
    public Range Ones { get; init; } = ..0;
}
