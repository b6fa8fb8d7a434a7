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
        if (model.GetConstantValue(expression) is { HasValue: true, Value: var value })
        {
            return new ConstantExpression(Constant(value, type), context.Span(expression));
        }

        if (!CanDescend())
        {
            return Unsupported(expression, "An expression inside so many others", "compute it before, and keep it in a local");
        }

        _depth++;
        Expression read = ReadUnfolded(expression);
        _depth--;
        return Converted(read, type);
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
                return new ConditionalExpression(ReadDecision(conditional.Condition), Read(conditional.WhenTrue), Read(conditional.WhenFalse), context.Span(conditional));
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

    private (string What, string Instead) Advice(ExpressionSyntax expression) => expression switch
    {
        AnonymousFunctionExpressionSyntax => ("A lambda", "write a static method or a local function, and call it"),
        AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax => ("An assignment inside an expression", "write it as a statement of its own"),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => ("An assignment inside an expression", "write it as a statement of its own"),
        AwaitExpressionSyntax => ("'await'", "compute before or after the network: it runs as one program"),
        ArrayCreationExpressionSyntax => ("An array without its elements", "list them, as in '[a, b, c]'"),
        BaseObjectCreationExpressionSyntax => ($"'{Text(expression)}'", CallAdvice.Of(TypeOf(expression) as INamedTypeSymbol) ?? "compute with tensors, numbers, tuples and arrays"),
        InterpolatedStringExpressionSyntax => ("Text", "compute with tensors, numbers, tuples and arrays"),
        IsPatternExpressionSyntax => ("A pattern", "compare compile-time values with == < > and join them with && and ||"),
        ThrowExpressionSyntax => ("'throw'", "remove it: shapes are checked while the project builds"),
        QueryExpressionSyntax => ("A query", "write a 'for' or 'foreach' over a compile-time bound"),
        ConditionalAccessExpressionSyntax => ("'?.'", "write '.': no value of a network is null"),
        RangeExpressionSyntax => ("A range", "write Slice(x, axis, start, length)"),
        ThisExpressionSyntax or BaseExpressionSyntax => ("The model itself", "call its layers"),
        _ => ($"'{Text(expression)}'", "compute with tensors, numbers, tuples and arrays"),
    };

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
}
