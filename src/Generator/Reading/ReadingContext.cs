using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>
/// What reading one class collects: findings, numbered places, and whether the declaration can be used.
/// Classes that it uses are read in a context of their own (<see cref="Within"/>) that shares the places but drops the findings,
/// because those are reported where these classes are read for themselves.
/// </summary>
internal sealed class ReadingContext
{
    private readonly Compilation _compilation;
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private readonly List<Location> _locations;
    private readonly List<bool> _owned;
    private readonly bool _isOwn;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models;

    public ReadingContext(Compilation compilation, INamedTypeSymbol type, CancellationToken cancellation)
    {
        _compilation = compilation;
        _locations = [];
        _owned = [];
        _models = [];
        _isOwn = true;
        Path = [type];
        Cancellation = cancellation;
    }

    private ReadingContext(ReadingContext outer, INamedTypeSymbol type)
    {
        _compilation = outer._compilation;
        _locations = outer._locations;
        _owned = outer._owned;
        _models = outer._models;
        Path = [.. outer.Path, type];
        Cancellation = outer.Cancellation;
    }

    public CancellationToken Cancellation { get; }

    /// <summary>The class that is read, behind the classes that led to it.</summary>
    public IReadOnlyList<INamedTypeSymbol> Path { get; }

    /// <summary>Whether an error leaves nothing to compile. It may be one that the C# compiler reports.</summary>
    public bool HasFailed { get; private set; }

    public EquatableArray<DiagnosticInfo> Diagnostics => _diagnostics.ToEquatableArray();

    public SourceMap Map => new(_locations, _owned);

    /// <summary>A context for a class that the present one uses.</summary>
    public ReadingContext Within(INamedTypeSymbol type) => new(this, type);

    public SemanticModel SemanticModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out SemanticModel? model))
        {
            _models.Add(node.SyntaxTree, model = _compilation.GetSemanticModel(node.SyntaxTree));
        }

        return model;
    }

    /// <summary>Whether the node can be asked about: a symbol's syntax always belongs to the compilation, or to a referenced one.</summary>
    public bool Contains(SyntaxNode node) => _compilation.ContainsSyntaxTree(node.SyntaxTree);

    public bool IsImplicitlyConvertible(ITypeSymbol from, ITypeSymbol to) => _compilation.ClassifyCommonConversion(from, to).IsImplicit;

    /// <summary>The number of a place.</summary>
    public int Span(Location location)
    {
        _locations.Add(location);
        _owned.Add(_isOwn);
        return _locations.Count - 1;
    }

    public int Span(SyntaxNode node) => Span(node.GetLocation());

    public int Span(SyntaxToken token) => Span(token.GetLocation());

    /// <summary>The place of a symbol's name.</summary>
    public int Span(ISymbol symbol) => Span(symbol.Locations.FirstOrDefault(l => l.IsInSource) ?? Location.None);

    public void Report(DiagnosticDescriptor descriptor, int span, params string[] arguments)
    {
        _diagnostics.Add(DiagnosticInfo.Of(descriptor, span, arguments));
        Fail();
    }

    /// <summary>Notes that the source is incomplete in a way that the C# compiler reports.</summary>
    public void Fail() => HasFailed = true;
}
