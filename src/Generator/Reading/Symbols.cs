using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Reading;

/// <summary>Questions about symbols, by metadata name alone.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat _fullName = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The name with namespace and containing types, for methods with parameter types.</summary>
    public static string FullName(this ISymbol symbol) => symbol.ToDisplayString(_fullName);

    /// <summary>Whether the type has this name; <paramref name="fullName"/> is of a type that is neither nested nor generic.</summary>
    public static bool Is(this ITypeSymbol? type, string fullName) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: null }
        && fullName.EndsWith(type.Name, StringComparison.Ordinal)
        && type.FullName() == fullName;

    public static bool Derives(this ITypeSymbol? type, string fullName)
    {
        for (ITypeSymbol? current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(fullName))
            {
                return true;
            }
        }

        return false;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string fullName) => symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(fullName));

    public static bool HasAttribute(this ISymbol symbol, string fullName) => symbol.Attribute(fullName) is not null;

    /// <summary>Whether an attribute of the symbol is unknown to C#, which reports it: it may be a misspelled layer.</summary>
    public static bool HasUnresolvedAttribute(this ISymbol symbol) => symbol.GetAttributes().Any(a => ((ITypeSymbol?)a.AttributeClass).IsUnknown());

    public static bool IsTensor(this ITypeSymbol? type) => type is INamedTypeSymbol { Name: RuntimeNames.Tensor, Arity: 1 } named
        && named.ContainingNamespace?.ToDisplayString() == RuntimeNames.TensorNamespace;

    /// <summary>A tensor of floats or ints: what networks compute with.</summary>
    public static bool IsNetworkTensor(this ITypeSymbol? type) => type.IsTensor()
        && ((INamedTypeSymbol)type!).TypeArguments[0].SpecialType is SpecialType.System_Single or SpecialType.System_Int32;

    public static bool IsFloatTensor(this ITypeSymbol? type) => type.IsTensor() && ((INamedTypeSymbol)type!).TypeArguments[0].SpecialType == SpecialType.System_Single;

    /// <summary>Whether nothing is known of the type, as of the result of a method that is yet to be generated.</summary>
    public static bool IsUnknown(this ITypeSymbol? type) => type is null or IErrorTypeSymbol;

    public static bool IsIntegral(this ITypeSymbol? type) => type?.SpecialType
        is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Char;

    public static bool IsReal(this ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    public static bool IsNumber(this ITypeSymbol? type) => type.IsIntegral() || type.IsReal();

    /// <summary>The type as a user writes it: <c>Tensor&lt;float&gt;</c>, <c>int</c>, <c>float[]</c>.</summary>
    public static string AsWritten(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes));

    /// <summary>The parts of a partial method or property are two symbols; the part that declares stands for both.</summary>
    public static ISymbol Declaring(this ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => (method.ReducedFrom ?? method).OriginalDefinition is var definition ? definition.PartialDefinitionPart ?? definition : symbol,
        _ => symbol.OriginalDefinition,
    };

    public static string Accessibility(this ISymbol symbol) => SyntaxFacts.GetText(symbol.DeclaredAccessibility) is { Length: > 0 } text ? text : "private";
}
