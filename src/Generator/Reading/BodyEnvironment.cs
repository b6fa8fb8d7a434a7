using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>What the names in a body can mean beside its own parameters and locals: the layers and models of the class it belongs to.</summary>
internal sealed class BodyEnvironment(
    INamedTypeSymbol type,
    IReadOnlyList<(IMethodSymbol Method, LayerDeclaration Layer)> layers,
    IReadOnlyList<(IPropertySymbol Property, MemberDeclaration Member)> members)
{
    private readonly Dictionary<ISymbol, LayerDeclaration> _layers = layers.ToDictionary(l => (ISymbol)l.Method, l => l.Layer, SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, MemberDeclaration> _members = members.ToDictionary(m => (ISymbol)m.Property, m => m.Member, SymbolEqualityComparer.Default);

    /// <summary>The model or custom layer.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>For bodies that use no layers: custom layers, losses and metrics.</summary>
    public static BodyEnvironment Static(INamedTypeSymbol type) => new(type, [], []);

    public LayerDeclaration? Layer(ISymbol method) => _layers.TryGetValue(method.Declaring(), out LayerDeclaration? layer) ? layer : null;

    public MemberDeclaration? Member(ISymbol property) => _members.TryGetValue(property, out MemberDeclaration? member) ? member : null;
}
