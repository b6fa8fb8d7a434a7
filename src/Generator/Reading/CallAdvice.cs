using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>What to write instead of a call, or of an object, that no network can hold.</summary>
internal static class CallAdvice
{
    private static readonly HashSet<string> _writers = ["System.Console", "System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.IO.File", "System.IO.TextWriter"];

    /// <summary>What to write instead of anything of a class of the base library; null where nothing particular is known.</summary>
    public static string? Of(INamedTypeSymbol? type)
    {
        string space = type?.ContainingNamespace?.ToDisplayString() ?? "";
        return type is null ? null
            : _writers.Contains($"{space}.{type.Name}") || type.Derives("System.IO.TextWriter")
                ? "it does not run in the compiled program: remove it, and look at values with a breakpoint here and model.Interpret(…)"
            : space == "System.Linq" ? "write a 'for' loop with a fixed count"
            : space.StartsWith("System.Collections", StringComparison.Ordinal) ? "use an array or a tuple, as in '[a, b]'; '[.. array, c]' is the array with one more"
            : space == RuntimeNames.TensorNamespace ? "write the operator of Compiled.Ops of the same name, with 'using static Compiled.Ops;'"
            : null;
    }

    public static string Of(IMethodSymbol target, INamedTypeSymbol owner) =>
        target.ContainingType?.ContainingNamespace?.ToDisplayString() == RuntimeNames.TensorNamespace
            ? $"write the operator of Compiled.Ops instead, as in '{target.Name}(…)' with 'using static Compiled.Ops;'"
        : Of(target.ContainingType) is { } known ? known
        : SymbolEqualityComparer.Default.Equals(target.ContainingType, owner) || target.ContainingType.Derives(RuntimeNames.LayerDefinition)
            ? "a layer is a partial method with a layer attribute"
        : target.IsStatic ? "its source is not in this project: call an operator of Compiled.Ops, or copy the method here"
        : "call operators of Compiled.Ops, layers of the model, or static methods of this project";
}
