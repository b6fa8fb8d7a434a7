using System.Globalization;

namespace Compiled.Generator.Lowering;

/// <summary>The C# that makes a weight's initializer and constraint in the generated schema.</summary>
internal static class WeightExpressions
{
    public static string Initializer(string member, IReadOnlyList<double> arguments) =>
        $"new global::Compiled.WeightInitializer(global::Compiled.Initializer.{member}, {Numbers(arguments)})";

    /// <summary>Null for no constraint.</summary>
    public static string? Constraint(string member, IReadOnlyList<double> arguments) =>
        member == "None" ? null : $"new global::Compiled.WeightConstraint(global::Compiled.Constraint.{member}, {Numbers(arguments)})";

    private static string Numbers(IReadOnlyList<double> arguments) =>
        $"[{string.Join(", ", arguments.Select(a => ((float)a).ToString("R", CultureInfo.InvariantCulture) + "f"))}]";
}
