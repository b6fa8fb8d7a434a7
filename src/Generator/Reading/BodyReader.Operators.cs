using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Operators with two operands.</content>
internal sealed partial class BodyReader
{
    private Expression ReadBinary(BinaryExpressionSyntax binary)
    {
        string op = binary.OperatorToken.ValueText;
        bool isTensor = IsOfTensors(binary);
        string? instead = op switch
        {
            "+" or "-" or "*" or "/" => null,
            "<" or "<=" or ">" or ">=" or "==" or "!=" when isTensor => $"write {Mask(binary)}, a mask of zeros and ones",
            "%" or "<" or "<=" or ">" or ">=" or "==" or "!=" or "&&" or "||" when !isTensor => null,
            "&&" or "||" or "&" or "|" when isTensor => "multiply masks for 'and', and take Maximum for 'or'",
            "??" => "write the value on the left: no value of a network is null",
            "is" or "as" => "write two methods, one for each type",
            _ => "write + - * / or an operator of Compiled.Ops",
        };
        if (instead is not null)
        {
            return Unsupported(binary, $"The operator '{op}'{(isTensor ? " on tensors" : "")}", instead);
        }

        if (SymbolOf(binary) is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator, ContainingType: { TypeKind: not TypeKind.Interface } owner } && context.IsOfThisProject(owner))
        {
            return Unsupported(binary, $"The operator '{op}' of '{owner.Name}'", "compute with tensors and numbers");
        }

        if (TypeOf(binary)?.SpecialType == SpecialType.System_String)
        {
            return Unsupported(binary, "Text", "compute with tensors, numbers, tuples and arrays");
        }

        return new BinaryExpression(op, Read(binary.Left), Read(binary.Right), context.Span(binary));
    }
}
