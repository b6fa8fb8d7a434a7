using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>What the names in a body can mean beside its own parameters and locals: the layers and models of the class it belongs to.</summary>
internal sealed class BodyEnvironment(
    INamedTypeSymbol type,
    IReadOnlyList<(IMethodSymbol Method, EquatableArray<LayerDeclaration> Layers)> layers,
    IReadOnlyList<(IPropertySymbol Property, MemberDeclaration Member)> members)
{
    private readonly Dictionary<ISymbol, EquatableArray<LayerDeclaration>> _layers = layers.ToDictionary(l => (ISymbol)l.Method, l => l.Layers, SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, MemberDeclaration> _members = members.ToDictionary(m => (ISymbol)m.Property, m => m.Member, SymbolEqualityComparer.Default);

    /// <summary>The model or custom layer.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>For bodies that use no layers: custom layers, losses and metrics.</summary>
    public static BodyEnvironment Static(INamedTypeSymbol type) => new(type, [], []);

    /// <summary>The layers that a method stands for, first to last; null if it is no layer's method.</summary>
    public EquatableArray<LayerDeclaration>? Layers(ISymbol method) => _layers.TryGetValue(method.Declaring(), out EquatableArray<LayerDeclaration> found) ? found : null;

    public MemberDeclaration? Member(ISymbol property) => _members.TryGetValue(property, out MemberDeclaration? member) ? member : null;
}
