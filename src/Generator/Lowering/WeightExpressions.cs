using System.Globalization;

namespace Compiled.Generator.Lowering;

/// <summary>The C# that makes a weight's initializer and constraint in the generated schema.</summary>
internal static class WeightExpressions
{
    /// <param name="ones">The elements that begin with one in any case.</param>
    public static string Initializer(string member, IReadOnlyList<double> arguments, (int Start, int Length)? ones = null) =>
        $"new global::Compiled.WeightInitializer(global::Compiled.Initializer.{member}, {Numbers(arguments)})"
        + (ones is var (start, length) ? FormattableString.Invariant($" {{ Ones = {start}..{start + length} }}") : "");

    /// <summary>Null for no constraint.</summary>
    public static string? Constraint(string member, IReadOnlyList<double> arguments) =>
        member == "None" ? null : $"new global::Compiled.WeightConstraint(global::Compiled.Constraint.{member}, {Numbers(arguments)})";

    private static string Numbers(IReadOnlyList<double> arguments) =>
        $"[{string.Join(", ", arguments.Select(a => ((float)a).ToString("R", CultureInfo.InvariantCulture) + "f"))}]";
}
