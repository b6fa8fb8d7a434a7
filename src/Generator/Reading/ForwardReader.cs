using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads the <c>Forward</c> of a model or custom layer, or the <c>Step</c> of a cell: its signature and its body.</summary>
internal static class ForwardReader
{
    /// <summary>What a flag that tells training from prediction is called elsewhere.</summary>
    private static readonly string[] _phases = ["training", "isTraining", "train", "isTrain", "inference", "isInference"];

    /// <summary>What the network's method is called elsewhere.</summary>
    private static readonly string[] _othersNames = ["Call", "__call__", "Predict", "Run", "Apply", "Invoke", "Execute", "Build", "Evaluate", "Compute"];

    /// <summary>The <c>Forward</c> of a model, whose parameters carry <c>[Shape]</c>.</summary>
    public static MethodDeclaration? Read(ReadingContext context, INamedTypeSymbol type, IMethodSymbol method, BodyEnvironment environment, MethodTable methods)
    {
        if (Fault(method) is { } fault)
        {
            context.Report(Descriptors.ForwardSignature, context.Span(Culprit(method) ?? (ISymbol)method), type.Name, fault, Instead(method));
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
        return new(method.Name, method.Name, parameters, reader.Read(body), context.Span(method));
    }

    /// <summary>The method that defines the network under another framework's name for it, or a misspelled one; null if there is none.</summary>
    public static IMethodSymbol? Misnamed(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m =>
        m is { MethodKind: MethodKind.Ordinary, IsStatic: false }
        && ReturnsTensors(m.ReturnType)
        && m.Parameters.Any(p => p.Type.IsNetworkTensor())
        && !m.GetAttributes().Any(a => a.AttributeClass.Derives(RuntimeNames.LayerDefinition))
        && (_othersNames.Contains(m.Name, StringComparer.OrdinalIgnoreCase) || Spelling.Closest(m.Name, [RuntimeNames.Forward]) is not null || m.Parameters.Any(p => p.HasAttribute(RuntimeNames.ShapeAttribute))));

    /// <summary>What is wrong with the signature, as the predicate of a sentence; null if nothing.</summary>
    public static string? Fault(IMethodSymbol method) =>
        method.IsStatic ? "is static"
        : method.IsAsync ? "is async"
        : method.Arity > 0 ? "is generic"
        : method.ReturnsVoid ? "returns nothing"
        : method.RefKind != RefKind.None ? "returns a reference"
        : !method.ReturnType.IsUnknown() && !ReturnsTensors(method.ReturnType) ? $"returns {method.ReturnType.AsWritten()}"
        : method.Parameters.Length == 0 ? "takes no tensor"
        : Culprit(method) is { } other ? $"takes {other.Type.AsWritten()} {other.Name}"
        : method.Parameters.FirstOrDefault(p => p.RefKind != RefKind.None || p.IsParams) is { } reference ? $"takes {reference.Name} by reference or as 'params'"
        : null;

    /// <summary>The first parameter that is no tensor.</summary>
    private static IParameterSymbol? Culprit(IMethodSymbol method) => method.Parameters.FirstOrDefault(p => !p.Type.IsUnknown() && !p.Type.IsNetworkTensor());

    private static string Instead(IMethodSymbol method) => Culprit(method) switch
    {
        { Type.SpecialType: SpecialType.System_Boolean } flag when _phases.Contains(flag.Name, StringComparer.OrdinalIgnoreCase) =>
            $"remove '{flag.Name}', for Dropout, BatchNormalization and the noises know whether the model trains",
        { Type: var type } option when type.IsNumber() || type.SpecialType == SpecialType.System_Boolean || type.TypeKind == TypeKind.Enum =>
            $"remove '{option.Name}', and write it as a 'const' of the class: the network is fixed while the project builds",
        _ => "write an instance method 'public Tensor<float> Forward([Shape(…)] Tensor<float> x)', or return a tuple of tensors",
    };

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
            return new(parameter.Name, type, ChainReader.ReadShape(context, shape, $"the input '{parameter.Name}'"), null, span)
            {
                IsChannelsFirst = ChainReader.IsChannelsFirst(context, shape, $"the input '{parameter.Name}'"),
                MaxLength = ChainReader.ReadMaxLength(context, shape, $"the input '{parameter.Name}'"),
            };
        }

        context.Report(Descriptors.ShapeMissing, span, parameter.Name, $"{method.ContainingType.Name}.{method.Name}", type);
        return new(parameter.Name, type, null, null, span);
    }
}
