using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads the <c>Forward</c> of a model or custom layer: its signature and its body.</summary>
internal static class ForwardReader
{
    /// <summary>The <c>Forward</c> of a model, whose parameters carry <c>[Shape]</c>.</summary>
    public static MethodDeclaration? Read(ReadingContext context, INamedTypeSymbol type, IMethodSymbol method, BodyEnvironment environment, MethodTable methods)
    {
        if (Fault(method) is { } fault)
        {
            context.Report(Descriptors.ForwardSignature, context.Span(method), type.Name, fault);
            return null;
        }

        var parameters = method.Parameters.Select(p => ReadParameter(context, method, p)).ToEquatableArray();
        return ReadBody(context, method, parameters, environment, methods);
    }

    public static MethodDeclaration? ReadBody(ReadingContext context, IMethodSymbol method, EquatableArray<ParameterDeclaration> parameters, BodyEnvironment environment, MethodTable methods)
    {
        if (method.ReturnType.IsUnknown() || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax syntax
            || ((SyntaxNode?)syntax.Body ?? syntax.ExpressionBody?.Expression) is not { } body)
        {
            context.Fail();
            return null;
        }

        var reader = new BodyReader(context, environment, methods, method, TypeArguments.None);
        return new(RuntimeNames.Forward, RuntimeNames.Forward, parameters, reader.Read(body), context.Span(method));
    }

    /// <summary>What is wrong with the signature, as the predicate of a sentence; null if nothing.</summary>
    public static string? Fault(IMethodSymbol method) =>
        method.IsStatic ? "is static"
        : method.IsAsync ? "is async"
        : method.Arity > 0 ? "is generic"
        : method.ReturnsVoid ? "returns nothing"
        : method.RefKind != RefKind.None ? "returns a reference"
        : !method.ReturnType.IsUnknown() && !ReturnsTensors(method.ReturnType) ? $"returns {method.ReturnType.AsWritten()}"
        : method.Parameters.Length == 0 ? "takes no tensor"
        : method.Parameters.FirstOrDefault(p => !p.Type.IsUnknown() && !p.Type.IsNetworkTensor()) is { } other ? $"takes {other.Type.AsWritten()} {other.Name}"
        : method.Parameters.FirstOrDefault(p => p.RefKind != RefKind.None || p.IsParams) is { } reference ? $"takes {reference.Name} by reference or as 'params'"
        : null;

    private static bool ReturnsTensors(ITypeSymbol type) => type.IsFloatTensor()
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(e => e.Type.IsUnknown() || e.Type.IsFloatTensor()));

    private static ParameterDeclaration ReadParameter(ReadingContext context, IMethodSymbol method, IParameterSymbol parameter)
    {
        int span = context.Span(parameter);
        string type = TypeArguments.None.Name(parameter.Type);
        if (parameter.Type.IsUnknown())
        {
            context.Fail();
        }

        if (parameter.Attribute(RuntimeNames.ShapeAttribute) is { } shape)
        {
            return new(parameter.Name, type, ChainReader.ReadShape(context, shape, $"the input '{parameter.Name}'"), null, span);
        }

        context.Report(Descriptors.ShapeMissing, span, parameter.Name, $"{method.ContainingType.Name}.{method.Name}", type);
        return new(parameter.Name, type, null, null, span);
    }
}
