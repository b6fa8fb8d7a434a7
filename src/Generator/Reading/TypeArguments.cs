using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>What the type parameters of a generic method stand for in one call. What is not known stands for <c>float</c>, with which networks compute.</summary>
internal sealed class TypeArguments
{
    private readonly Dictionary<ITypeParameterSymbol, string> _names = new(SymbolEqualityComparer.Default);

    public static TypeArguments None { get; } = new();

    /// <param name="outer">The arguments of the calling method, or of the one around a local function.</param>
    public static TypeArguments Of(IMethodSymbol method, TypeArguments outer)
    {
        var result = new TypeArguments();
        foreach (KeyValuePair<ITypeParameterSymbol, string> known in outer._names)
        {
            result._names[known.Key] = known.Value;
        }

        result.Add(method.TypeParameters, method.TypeArguments, outer);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            result.Add(type.TypeParameters, type.TypeArguments, outer);
        }

        return result;
    }

    /// <summary>The type as a user writes it, with its type parameters replaced.</summary>
    public string Name(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => _names.TryGetValue(parameter, out string? name) ? name : "float",
        IArrayTypeSymbol array => Name(array.ElementType) + "[]",
        INamedTypeSymbol { IsTupleType: true } tuple => $"({string.Join(", ", tuple.TupleElements.Select(e => Name(e.Type)))})",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Name(nullable.TypeArguments[0]) + "?",
        INamedTypeSymbol { Arity: > 0 } named => $"{named.Name}<{string.Join(", ", named.TypeArguments.Select(Name))}>",
        _ => type.AsWritten(),
    };

    public override string ToString() => string.Join(", ", _names.Values.OrderBy(v => v, StringComparer.Ordinal));

    private void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments, TypeArguments outer)
    {
        for (int i = 0; i < parameters.Count && i < arguments.Count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
            {
                _names[parameters[i].OriginalDefinition] = outer.Name(arguments[i]);
            }
        }
    }
}
