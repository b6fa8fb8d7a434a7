using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Reads the parameters of the user's methods.</summary>
internal static class ParameterReader
{
    public static EquatableArray<ParameterDeclaration> Read(ReadingContext context, IMethodSymbol method, TypeArguments arguments) =>
        method.Parameters.Select(p => Read(context, method, p, arguments)).ToEquatableArray();

    public static ParameterDeclaration OfCapture(ISymbol symbol, TypeArguments arguments, int span)
    {
        ITypeSymbol type = symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type;
        return new(symbol.Name, type.IsUnknown() ? "Tensor<float>" : arguments.Name(type), null, null, span);
    }

    public static ConstantValue? Default(IParameterSymbol parameter) =>
        !parameter.HasExplicitDefaultValue ? null
        : parameter.Type.TypeKind == TypeKind.Enum ? AttributeReader.EnumMember(parameter.Type, parameter.ExplicitDefaultValue)
        : ConstantValue.Of(parameter.ExplicitDefaultValue);

    private static ParameterDeclaration Read(ReadingContext context, IMethodSymbol method, IParameterSymbol parameter, TypeArguments arguments)
    {
        int span = context.Span(parameter);
        string type = arguments.Name(parameter.Type);
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            context.Report(Descriptors.UnsupportedParameter, span, parameter.Name, method.Name, $"is passed by '{(parameter.RefKind == RefKind.Ref ? "ref" : "out")}'");
        }
        else if (parameter.Type.IsTensor() && type is not ("Tensor<float>" or "Tensor<int>"))
        {
            context.Report(Descriptors.UnsupportedParameter, span, parameter.Name, method.Name, $"is a {type}, but networks compute with Tensor<float> and Tensor<int>");
        }
        else if (parameter.Type.TypeKind == TypeKind.Delegate)
        {
            context.Report(Descriptors.UnsupportedParameter, span, parameter.Name, method.Name, "is a delegate, whose target is not known while building");
        }

        return new(parameter.Name, type, null, Default(parameter), span);
    }
}
