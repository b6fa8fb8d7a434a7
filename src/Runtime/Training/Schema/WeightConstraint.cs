using System.Collections.Immutable;

namespace Compiled;

/// <summary>A constraint with its numbers; none means the defaults that <see cref="Constraint"/> names.</summary>
/// <param name="Arguments">The maximum of the largest norm; minimum, maximum and rate of the norm between two.</param>
public sealed record WeightConstraint(Constraint Kind, ImmutableArray<float> Arguments);
