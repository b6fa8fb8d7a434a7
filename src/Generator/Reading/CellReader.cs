using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Reads what a cell's <c>Step</c> has and a layer's <c>Forward</c> has not: states.</summary>
internal static class CellReader
{
    /// <summary>What is wrong with the class or its <c>Step</c> beyond what <see cref="ForwardReader.Fault"/> finds; null if nothing.</summary>
    public static string? Fault(INamedTypeSymbol type, IMethodSymbol step)
    {
        IParameterSymbol[] states = [.. step.Parameters.Skip(1)];
        return !type.Derives(RuntimeNames.CellDefinition) ? "does not derive from CellDefinition"
            : type.HasAttribute(RuntimeNames.LayerAttribute) ? "carries both [Cell] and [Layer]"
            : step.Parameters.FirstOrDefault(p => !p.Type.IsUnknown() && !p.Type.IsFloatTensor()) is { } ids ? $"has a 'Step' that takes {ids.Type.AsWritten()} {ids.Name}"
            : states.Length == 0 ? "has a 'Step' without states"
            : step.Parameters[0].HasAttribute(RuntimeNames.StateAttribute) ? $"has a 'Step' whose first parameter '{step.Parameters[0].Name}', the step's input, is marked as a state"
            : states.FirstOrDefault(s => !s.HasAttribute(RuntimeNames.StateAttribute)) is { } unmarked ? $"has a 'Step' whose state '{unmarked.Name}' has no [State], so that its shape is not known"
            : step.ReturnType.IsUnknown() || Results(step) == states.Length + 1 ? null
            : $"has a 'Step' with {Count(states.Length, "state")} that returns {Count(Results(step), "tensor")}";
    }

    public static EquatableArray<StateDeclaration> States(ReadingContext context, IMethodSymbol step) => step.Parameters
        .Skip(1)
        .Select(p => (Parameter: p, Attribute: p.Attribute(RuntimeNames.StateAttribute)!))
        .Select(p => new StateDeclaration(p.Parameter.Name, CustomLayerReader.Sizes(AttributeReader.Read(context, p.Attribute)), context.Span(AttributeReader.Place(p.Attribute))))
        .ToEquatableArray();

    private static int Results(IMethodSymbol step) => step.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Length : 1;

    private static string Count(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
