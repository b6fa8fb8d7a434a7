using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Finds the static method that a loss or metric setting names, and reads it.</summary>
internal static class LossMethodReader
{
    /// <param name="setting">The setting's name, for messages.</param>
    /// <param name="expression">The argument as written; it tells which type <c>nameof(Type.Method)</c> means.</param>
    public static ConstantValue Resolve(
        ReadingContext context, INamedTypeSymbol type, string setting, ConstantValue value, ExpressionSyntax? expression, int span, MethodTable methods)
    {
        if (value is not TextValue text)
        {
            return value;
        }

        IMethodSymbol[] candidates = [.. Candidates(context, type, text.Value, expression)];
        IMethodSymbol? method = candidates.FirstOrDefault(c => Fault(c) is null) ?? candidates.FirstOrDefault();
        if (method is null)
        {
            context.Report(
                Descriptors.UnknownMethodName, span, text.Value, type.Name, setting,
                Spelling.Suggest(text.Value, type.GetMembers().OfType<IMethodSymbol>().Where(m => m.IsStatic && m.MethodKind == MethodKind.Ordinary).Select(m => m.Name)));
            return value;
        }

        if (Fault(method) is { } fault)
        {
            context.Report(Descriptors.LossMethodSignature, span, method.Name, fault);
            return value;
        }

        return methods.Read(method, BodyEnvironment.Static(type), span) is { } body ? new ReferenceValue(body.Declaration.Key) : value;
    }

    private static IEnumerable<IMethodSymbol> Candidates(ReadingContext context, INamedTypeSymbol type, string name, ExpressionSyntax? expression)
    {
        if (expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var argument] })
        {
            SymbolInfo info = context.SemanticModelOf(argument).GetSymbolInfo(argument.Expression);
            IMethodSymbol[] named = [.. info.CandidateSymbols.Add(info.Symbol!).OfType<IMethodSymbol>()];
            if (named.Length > 0)
            {
                return named;
            }
        }

        var found = new List<IMethodSymbol>();
        for (INamedTypeSymbol? scope = type; scope is not null; scope = scope.ContainingType)
        {
            found.AddRange(scope.GetMembers(name).OfType<IMethodSymbol>());
        }

        return found;
    }

    private static string? Fault(IMethodSymbol method) =>
        !method.IsStatic ? "is not static"
        : method.Parameters.Length != 2 ? "does not take two tensors"
        : !method.Parameters[0].Type.IsNetworkTensor() || !method.Parameters[1].Type.IsFloatTensor() ? "takes other parameters"
        : !method.ReturnType.IsFloatTensor() ? $"returns {method.ReturnType.AsWritten()}"
        : null;
}
