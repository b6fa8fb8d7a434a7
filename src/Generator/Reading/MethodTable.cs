using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>A method that was read, with the locals of the method around it that a local function uses: they are passed as further arguments.</summary>
internal sealed record ReadMethod(MethodDeclaration Declaration, IReadOnlyList<ISymbol> Captures);

/// <summary>The user's methods that one class inlines, each read once for each set of type arguments.</summary>
internal sealed class MethodTable(ReadingContext context)
{
    private readonly Dictionary<string, (IMethodSymbol Method, ReadMethod? Read)> _known = [];
    private readonly List<IMethodSymbol> _path = [];

    public EquatableArray<MethodDeclaration> ToEquatableArray() =>
        _known.Values.Where(k => k.Read is not null).Select(k => k.Read!.Declaration).OrderBy(m => m.Key, StringComparer.Ordinal).ToEquatableArray();

    /// <param name="span">The call, for messages.</param>
    /// <returns>Null where errors leave nothing to call.</returns>
    public ReadMethod? Read(IMethodSymbol method, BodyEnvironment environment, int span, TypeArguments? outer = null)
    {
        TypeArguments arguments = TypeArguments.Of(method, outer ?? TypeArguments.None);
        IMethodSymbol definition = (IMethodSymbol)method.Declaring();
        int repeated = _path.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, definition));
        if (repeated >= 0)
        {
            context.Report(Descriptors.RecursiveMethod, span, definition.Name, string.Join(" → ", _path.Skip(repeated).Append(definition).Select(m => $"'{m.Name}'")));
            return null;
        }

        string key = Key(definition, arguments);
        if (_known.TryGetValue(key, out (IMethodSymbol Method, ReadMethod? Read) known))
        {
            return known.Read;
        }

        _path.Add(definition);
        ReadMethod? read = ReadBody(definition, key, environment, span, arguments);
        _path.RemoveAt(_path.Count - 1);
        _known.Add(key, (definition, read));
        return read;
    }

    private ReadMethod? ReadBody(IMethodSymbol method, string key, BodyEnvironment environment, int span, TypeArguments arguments)
    {
        (SyntaxNode? body, bool isAsync) = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            MethodDeclarationSyntax m => ((SyntaxNode?)m.Body ?? m.ExpressionBody?.Expression, method.IsAsync),
            LocalFunctionStatementSyntax f => ((SyntaxNode?)f.Body ?? f.ExpressionBody?.Expression, method.IsAsync),
            _ => (null, false),
        };
        if (body is null || isAsync || !context.Contains(body))
        {
            context.Report(Descriptors.MethodWithoutSource, span, method.Name);
            return null;
        }

        EquatableArray<ParameterDeclaration> parameters = ParameterReader.Read(context, method, arguments);
        var reader = new BodyReader(context, environment, this, method, arguments);
        EquatableArray<Statement> statements = reader.Read(body);
        EquatableArray<ParameterDeclaration> captured = reader.Captures.Select(c => ParameterReader.OfCapture(c, arguments, span)).ToEquatableArray();
        return new(new(key, method.Name, parameters.Concat(captured).ToEquatableArray(), statements, context.Span(method)), reader.Captures);
    }

    /// <summary>The full name with the type arguments; local functions of the same name are told apart by a number.</summary>
    private string Key(IMethodSymbol method, TypeArguments arguments)
    {
        string name = method.MethodKind == MethodKind.LocalFunction ? $"{method.ContainingSymbol.FullName()}/{method.Name}" : method.FullName();
        string types = arguments.ToString();
        string plain = types.Length == 0 ? name : $"{name} with {types}";
        string key = plain;
        for (int number = 2; _known.TryGetValue(key, out (IMethodSymbol Method, ReadMethod? Read) known) && !SymbolEqualityComparer.Default.Equals(known.Method, method); number++)
        {
            key = plain + "#" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return key;
    }
}
