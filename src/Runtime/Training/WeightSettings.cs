using System.Collections.Immutable;

namespace Compiled;

/// <summary>An initializer with its numbers; none means the defaults that <see cref="Initializer"/> names.</summary>
public sealed record WeightInitializer(Initializer Kind, ImmutableArray<float> Arguments);

/// <summary>A constraint with its numbers; none means the defaults that <see cref="Constraint"/> names.</summary>
public sealed record WeightConstraint(Constraint Kind, ImmutableArray<float> Arguments);
