using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Expressions, except names and calls.</content>
internal sealed partial class BodyReader
{
    private Expression Read(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        if (expression.IsMissing)
        {
            return Broken(expression);
        }

        SemanticModel model = context.SemanticModelOf(expression);
        TypeInfo type = model.GetTypeInfo(expression);
        return model.GetConstantValue(expression) is { HasValue: true, Value: var value }
            ? new ConstantExpression(Constant(value, type), context.Span(expression))
            : Converted(ReadUnfolded(expression), type);
    }

    /// <summary>A folded constant, as a real number where C# converts it to one.</summary>
    private static ConstantValue Constant(object? value, TypeInfo type)
    {
        if (type.Type is { TypeKind: TypeKind.Enum })
        {
            return AttributeReader.EnumMember(type.Type, value);
        }

        ConstantValue constant = ConstantValue.Of(value);
        return constant is IntegerValue whole && type.ConvertedType.IsReal() ? new RealValue(whole.Value) : constant;
    }

    /// <summary>Makes the conversions explicit that C# adds: whole numbers to real ones.</summary>
    private static Expression Converted(Expression value, TypeInfo type) =>
        type.Type.IsIntegral() && type.ConvertedType.IsReal() ? new ConversionExpression(NumberName(type.ConvertedType!)!, value, value.Span) : value;

    /// <summary>The kind of number that a conversion gives: small integers are computed with as <c>int</c>.</summary>
    private static string? NumberName(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => "float",
        SpecialType.System_Double or SpecialType.System_Decimal => "double",
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_UInt32 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => "long",
        _ => type.IsIntegral() ? "int" : null,
    };

    private Expression ReadUnfolded(ExpressionSyntax expression)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        switch (expression)
        {
            case SimpleNameSyntax or MemberAccessExpressionSyntax:
                return ReadName(expression);
            case InvocationExpressionSyntax call:
                return ReadCall(call);
            case BinaryExpressionSyntax binary:
                return ReadBinary(binary);
            case PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "-" or "+" or "!" } unary:
                return new UnaryExpression(unary.OperatorToken.ValueText, Read(unary.Operand), context.Span(unary));
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                return Read(sure.Operand);
            case CheckedExpressionSyntax inner:
                return Read(inner.Expression);
            case ConditionalExpressionSyntax conditional:
                return new ConditionalExpression(Read(conditional.Condition), Read(conditional.WhenTrue), Read(conditional.WhenFalse), context.Span(conditional));
            case SwitchExpressionSyntax choice:
                return ReadSwitch(choice);
            case CastExpressionSyntax cast:
                return ReadCast(cast);
            case TupleExpressionSyntax tuple:
                return new TupleExpression(tuple.Arguments.Select(a => Read(a.Expression)).ToEquatableArray(), context.Span(tuple));
            case ElementAccessExpressionSyntax access:
                return ReadElement(access);
            case CollectionExpressionSyntax collection:
                return new ArrayExpression(collection.Elements.Select(ReadCollectionElement).ToEquatableArray(), context.Span(collection));
            case ImplicitArrayCreationExpressionSyntax array:
                return ReadArray(array.Initializer);
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return ReadArray(initializer);
            case InitializerExpressionSyntax initializer:
                return ReadArray(initializer);
            default:
                (string what, string instead) = Advice(expression);
                return Unsupported(expression, what, instead);
        }
    }

    private static (string What, string Instead) Advice(ExpressionSyntax expression) => expression switch
    {
        AnonymousFunctionExpressionSyntax => ("A lambda", "write a static method or a local function, and call it"),
        AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax => ("An assignment inside an expression", "write it as a statement of its own"),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => ("An assignment inside an expression", "write it as a statement of its own"),
        AwaitExpressionSyntax => ("'await'", "compute before or after the network: it runs as one program"),
        ArrayCreationExpressionSyntax => ("An array without its elements", "list them, as in '[a, b, c]'"),
        BaseObjectCreationExpressionSyntax => ("A new object", "compute with tensors, numbers, tuples and arrays"),
        InterpolatedStringExpressionSyntax => ("Text", "compute with tensors, numbers, tuples and arrays"),
        IsPatternExpressionSyntax => ("A pattern", "compare compile-time values with == < > and join them with && and ||"),
        ThrowExpressionSyntax => ("'throw'", "remove it: shapes are checked while the project builds"),
        QueryExpressionSyntax => ("A query", "write a 'for' or 'foreach' over a compile-time bound"),
        ConditionalAccessExpressionSyntax => ("'?.'", "write '.': no value of a network is null"),
        RangeExpressionSyntax => ("A range", "write Slice(x, axis, start, length)"),
        ThisExpressionSyntax or BaseExpressionSyntax => ("The model itself", "call its layers"),
        _ => ($"'{Text(expression)}'", "compute with tensors, numbers, tuples and arrays"),
    };

    private Expression ReadBinary(BinaryExpressionSyntax binary)
    {
        string op = binary.OperatorToken.ValueText;
        bool isTensor = TypeOf(binary.Left).IsTensor() || TypeOf(binary.Right).IsTensor();
        string? instead = op switch
        {
            "+" or "-" or "*" or "/" => null,
            "<" or "<=" when isTensor => $"write {(op == "<" ? "Less" : "LessOrEqual")}({Text(binary.Left)}, {Text(binary.Right)}), a mask of zeros and ones",
            ">" or ">=" when isTensor => $"write {(op == ">" ? "Less" : "LessOrEqual")}({Text(binary.Right)}, {Text(binary.Left)}), a mask of zeros and ones",
            "==" or "!=" when isTensor => $"write EqualTo({Text(binary.Left)}, {Text(binary.Right)}), a mask of zeros and ones",
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

    private Expression ReadCast(CastExpressionSyntax cast)
    {
        ITypeSymbol? type = TypeOf(cast.Type);
        Expression operand = Read(cast.Expression);
        string? number = type switch
        {
            null => null,
            ITypeParameterSymbol => "float",
            { TypeKind: TypeKind.Enum } => "int",
            _ => NumberName(type),
        };
        return number is not null ? new ConversionExpression(number, operand, context.Span(cast))
            : type.IsTensor() && TypeOf(cast.Expression).IsTensor() ? operand
            : type.IsUnknown() ? Broken(cast)
            : Unsupported(cast, $"A conversion to {type!.AsWritten()}", "convert numbers to int, long, float or double");
    }

    private Expression ReadArray(InitializerExpressionSyntax initializer) =>
        new ArrayExpression(initializer.Expressions.Select(Read).ToEquatableArray(), context.Span(initializer));

    private Expression ReadCollectionElement(CollectionElementSyntax element) => element switch
    {
        ExpressionElementSyntax value => Read(value.Expression),
        SpreadElementSyntax spread => new SpreadExpression(Read(spread.Expression), context.Span(spread)),
        _ => Unsupported(element, "This element", "list values, or '.. array' for all values of another"),
    };

    private Expression ReadElement(ElementAccessExpressionSyntax access)
    {
        if (access.ArgumentList.Arguments is not [{ Expression: var index }])
        {
            return Unsupported(access, "An element by several indices", "write Slice(x, axis, start, length) for tensors, and arrays of arrays");
        }

        if (TypeOf(access.Expression).IsTensor() || index is RangeExpressionSyntax)
        {
            return Unsupported(access, "A part of a tensor or array", "write Slice(x, axis, start, length)");
        }

        int span = context.Span(access);
        Expression array = Read(access.Expression);
        if (index is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd)
        {
            Expression count = new CountExpression(array is LengthsExpression lengths ? lengths.Tensor : array, span);
            return new IndexExpression(array, new BinaryExpression("-", count, Read(fromEnd.Operand), span), span);
        }

        return new IndexExpression(array, Read(index), span);
    }

    /// <summary>A switch expression, as the conditionals that it is short for.</summary>
    private Expression ReadSwitch(SwitchExpressionSyntax choice)
    {
        int span = context.Span(choice);
        Expression value = Read(choice.GoverningExpression);
        Expression? result = null;
        foreach (SwitchExpressionArmSyntax arm in choice.Arms.Reverse())
        {
            Expression? condition = arm.WhenClause is null ? null : Read(arm.WhenClause.Condition);
            if (arm.Pattern is not DiscardPatternSyntax)
            {
                Expression matches = ReadPattern(value, arm.Pattern);
                condition = condition is null ? matches : new BinaryExpression("&&", matches, condition, span);
            }

            Expression then = Read(arm.Expression);
            result = condition is null ? then
                : result is null ? Unsupported(choice, "A switch expression without a last arm '_'", "add '_ => …'")
                : new ConditionalExpression(condition, then, result, context.Span(arm));
        }

        return result ?? Broken(choice);
    }

    private Expression ReadPattern(Expression value, PatternSyntax pattern)
    {
        int span = context.Span(pattern);
        return pattern switch
        {
            ConstantPatternSyntax constant => new BinaryExpression("==", value, Read(constant.Expression), span),
            RelationalPatternSyntax relation => new BinaryExpression(relation.OperatorToken.ValueText, value, Read(relation.Expression), span),
            ParenthesizedPatternSyntax inner => ReadPattern(value, inner.Pattern),
            UnaryPatternSyntax negated => new UnaryExpression("!", ReadPattern(value, negated.Pattern), span),
            BinaryPatternSyntax pair => new BinaryExpression(pair.IsKind(SyntaxKind.AndPattern) ? "&&" : "||", ReadPattern(value, pair.Left), ReadPattern(value, pair.Right), span),
            _ => Unsupported(pattern, "This pattern", "compare with constants"),
        };
    }
}
