using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>
/// What reading one class collects: findings, numbered places, and whether the declaration can be used.
/// Classes that it uses are read in a context of their own (<see cref="WithinModel"/>) that shares the places but drops the findings,
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

    private ReadingContext(ReadingContext outer, INamedTypeSymbol type, bool isOwn)
    {
        _isOwn = isOwn;
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

    /// <summary>The class of the operators; null where the runtime is not referenced.</summary>
    public INamedTypeSymbol? Operators => _compilation.GetTypeByMetadataName(RuntimeNames.Operators);

    /// <summary>Whether an error leaves nothing to compile. It may be one that the C# compiler reports.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether all of the declaration is known but parts of methods that were refused.</summary>
    public bool IsComplete { get; private set; } = true;

    public EquatableArray<DiagnosticInfo> Diagnostics => _diagnostics.ToEquatableArray();

    public SourceMap Map => new(_locations, _owned);

    /// <summary>
    /// Reads the class as a whole. Whatever fails in the reader itself is a finding at that class: an exception that left the generator would
    /// take the output of every class away.
    /// </summary>
    /// <returns>Null after such a failure.</returns>
    public T? Guard<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Report(Descriptors.InternalError, Span(Path[0]), Path[0].Name, Descriptors.Describe(exception));
            return null;
        }
    }

    /// <summary>A context for a model that the present class holds.</summary>
    public ReadingContext WithinModel(INamedTypeSymbol type) => new(this, type, isOwn: false);

    /// <summary>A context for a custom layer that the present class uses. What is wrong with its shapes is found only where it is used.</summary>
    public ReadingContext WithinLayer(INamedTypeSymbol type) => new(this, type, _isOwn);

    public SemanticModel SemanticModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out SemanticModel? model))
        {
            _models.Add(node.SyntaxTree, model = _compilation.GetSemanticModel(node.SyntaxTree));
        }

        return model;
    }

    /// <summary>Whether the source of the symbol is in this project. In an editor the symbols of referenced projects have source too, but of another compilation.</summary>
    public bool IsOfThisProject(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _compilation.Assembly);

    /// <summary>Whether the node can be asked about: it may belong to a referenced project.</summary>
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

    /// <summary>Reports a part of a method, in whose place the reader leaves a <see cref="RefusedExpression"/> or <see cref="RefusedStatement"/>.</summary>
    public void ReportPart(DiagnosticDescriptor descriptor, int span, params string[] arguments)
    {
        _diagnostics.Add(DiagnosticInfo.Of(descriptor, span, arguments));
        HasFailed = true;
    }

    /// <summary>Notes that the source is incomplete in a way that the C# compiler reports.</summary>
    public void Fail()
    {
        HasFailed = true;
        IsComplete = false;
    }
}
