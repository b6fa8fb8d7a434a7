using System.Runtime.CompilerServices;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>
/// Reads the body of one method as values. Half-typed code gives findings, never an exception: an expression that cannot be read
/// becomes a <see cref="RefusedExpression"/> with the context marked as failed, and reading goes on, so that all findings come at once.
/// </summary>
internal sealed partial class BodyReader(ReadingContext context, BodyEnvironment environment, MethodTable methods, IMethodSymbol method, TypeArguments arguments)
{
    /// <summary>How deep expressions and statements may lie in one another. Comparing what is read goes as deep, on a stack of any size.</summary>
    public const int DepthLimit = 500;

    private readonly List<ISymbol> _captures = [];

    private int _depth;

    /// <summary>Whether part of the statement that is being read was refused as a statement.</summary>
    private bool _isRefused;

    private readonly HashSet<ISymbol> _inlined = new(SymbolEqualityComparer.Default);

    /// <summary>The locals of the methods around a local function that it reads.</summary>
    public IReadOnlyList<ISymbol> Captures => _captures;

    /// <param name="body">A block, or the expression of an expression body.</param>
    public EquatableArray<Statement> Read(SyntaxNode body) => body is BlockSyntax block
        ? ReadStatements(block.Statements)
        : EquatableArray.Of<Statement>(new ReturnStatement(Read((ExpressionSyntax)body), context.Span(body)));

    /// <summary>Whether what lies inside the present expression or statement can be read; the stack is the compiler's, and to overflow it ends the compiler.</summary>
    private bool CanDescend()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return _depth < DepthLimit;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private RefusedExpression Unsupported(SyntaxNode node, string what, string instead) => Failed(Descriptors.UnsupportedExpression, node, what, instead);

    private RefusedExpression UnsupportedCall(SyntaxNode node, string name, string instead) => Failed(Descriptors.UnsupportedCall, node, name, instead);

    private RefusedExpression Failed(DiagnosticDescriptor descriptor, SyntaxNode node, params string[] details)
    {
        int span = context.Span(node);
        context.ReportPart(descriptor, span, details);
        return new(span);
    }

    /// <summary>For code that the C# compiler itself reports.</summary>
    private RefusedExpression Broken(SyntaxNode node)
    {
        context.Fail();
        return new(context.Span(node));
    }

    private ITypeSymbol? TypeOf(ExpressionSyntax expression) => context.SemanticModelOf(expression).GetTypeInfo(expression).Type;

    /// <summary>The symbol of a name or call. Where arguments of unknown type leave several, the best known is taken: their types come from code not yet generated.</summary>
    private ISymbol? SymbolOf(ExpressionSyntax expression, int argumentCount = -1)
    {
        SymbolInfo info = context.SemanticModelOf(expression).GetSymbolInfo(expression);
        return info.Symbol
            ?? info.CandidateSymbols.FirstOrDefault(c => argumentCount < 0 || (c is IMethodSymbol m && Accepts(m, argumentCount)))
            ?? info.CandidateSymbols.FirstOrDefault();
    }

    private static bool Accepts(IMethodSymbol candidate, int count) =>
        count >= candidate.Parameters.Count(p => !p.IsOptional && !p.IsParams)
        && (count <= candidate.Parameters.Length || candidate.Parameters.Any(p => p.IsParams));

    /// <summary>The code as written, on one line and not too long, for messages.</summary>
    private static string Text(SyntaxNode node)
    {
        string text = string.Join(" ", node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
