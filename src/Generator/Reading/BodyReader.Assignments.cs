using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Expressions that stand as statements: assignments, deconstructions, steps of a number.</content>
internal sealed partial class BodyReader
{
    /// <summary>An expression that stands as a statement.</summary>
    private void ReadAction(ExpressionSyntax expression, List<Statement> read)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                ReadAction(parenthesized.Expression, read);
                break;
            case AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } assignment when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                ReadDeconstruction(assignment, read);
                break;
            case AssignmentExpressionSyntax assignment:
                ReadAssignment(assignment, read);
                break;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step:
                ReadStep(step, step.Operand, step.IsKind(SyntaxKind.PreIncrementExpression), read);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step:
                ReadStep(step, step.Operand, step.IsKind(SyntaxKind.PostIncrementExpression), read);
                break;
            case InvocationExpressionSyntax call when SymbolOf(call) is IMethodSymbol target && CallAdvice.Of(target.ContainingType) is { } advice:
                Refuse(Descriptors.UnsupportedCall, context.Span(call), Text(call.Expression), advice);
                break;
            case InvocationExpressionSyntax:
                Refuse(expression, "A call whose result is not used", "assign the result to a local, or remove the call");
                break;
            default:
                if (expression.IsMissing || expression.ContainsDiagnostics)
                {
                    context.Fail();
                }
                else
                {
                    Refuse(expression, "This statement", "write an assignment");
                }

                break;
        }
    }

    private void ReadDeconstruction(AssignmentExpressionSyntax assignment, List<Statement> read)
    {
        string?[] names = assignment.Left switch
        {
            TupleExpressionSyntax tuple => [.. tuple.Arguments.Select(a => a.Expression switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax single } => single.Identifier.ValueText,
                DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => "",
                IdentifierNameSyntax { Identifier.ValueText: "_" } => "",
                IdentifierNameSyntax name when IsOwnLocal(name) => name.Identifier.ValueText,
                _ => null,
            })],
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax several } => [.. several.Variables.Select(v => v switch
            {
                SingleVariableDesignationSyntax single => single.Identifier.ValueText,
                DiscardDesignationSyntax => "",
                _ => null,
            })],
            _ => [null],
        };
        if (names.Contains(null))
        {
            Refuse(assignment.Left, "This deconstruction", "assign to locals, one level deep: '(a, b) = …'");
            return;
        }

        read.Add(new DeconstructStatement(names.Select(n => n!).ToEquatableArray(), Read(assignment.Right), context.Span(assignment)));
    }

    private void ReadAssignment(AssignmentExpressionSyntax assignment, List<Statement> read)
    {
        if (assignment.Left is ElementAccessExpressionSyntax element && TypeOf(element.Expression).IsNetworkTensor())
        {
            string tensor = Text(element.Expression);
            Refuse(Descriptors.TensorChangedInPlace, context.Span(assignment), Text(assignment), $"{tensor} = Where(mask, {Text(assignment.Right)}, {tensor})");
            return;
        }

        if (assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: var name } target)
        {
            (string what, string instead) = assignment.Left is ElementAccessExpressionSyntax
                ? ("An assignment to an element", "build a new array, as in '[.. array, value]'")
                : ("An assignment to anything but a local", "assign to a local");
            Refuse(assignment, what, instead);
            return;
        }

        bool isSimple = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
        if (isSimple && name == "_" && SymbolOf(target) is null or IDiscardSymbol)
        {
            return;
        }

        if (!IsOwnLocal(target))
        {
            Refuse(assignment, $"An assignment to '{name}', which is not a local of '{method.Name}',", "assign to a local, and return it");
            return;
        }

        int span = context.Span(assignment);
        if (isSimple)
        {
            read.Add(new AssignStatement(name, Read(assignment.Right), span));
            return;
        }

        string op = assignment.OperatorToken.ValueText.TrimEnd('=');
        ITypeSymbol? type = TypeOf(target);
        if (!type.IsNumber())
        {
            // The BCL's compound operators write into the tensor on the left.
            Refuse(Descriptors.TensorChangedInPlace, span, Text(assignment), $"{name} = {name} {op} {Text(assignment.Right)}");
        }
        else if (op is not ("+" or "-" or "*" or "/" or "%"))
        {
            Refuse(assignment, $"The operator '{assignment.OperatorToken.ValueText}'", "write + - * / or %");
        }
        else
        {
            read.Add(new AssignStatement(name, Narrow(new BinaryExpression(op, new NameExpression(name, span), Read(assignment.Right), span), type, TypeOf(assignment.Right)), span));
        }
    }

    /// <summary>A compound assignment converts back to the type of its target.</summary>
    private static Expression Narrow(Expression value, ITypeSymbol? target, ITypeSymbol? operand) =>
        target.IsIntegral() && operand.IsReal() ? new ConversionExpression(NumberName(target!)!, value, value.Span) : value;

    private void ReadStep(ExpressionSyntax step, ExpressionSyntax operand, bool isIncrement, List<Statement> read)
    {
        if (operand is not IdentifierNameSyntax name || !IsOwnLocal(name) || !TypeOf(name).IsNumber())
        {
            Refuse(step, "A step of anything but a number in a local", "assign to a local");
            return;
        }

        int span = context.Span(step);
        string local = name.Identifier.ValueText;
        read.Add(new AssignStatement(
            local, new BinaryExpression(isIncrement ? "+" : "-", new NameExpression(local, span), new ConstantExpression(new IntegerValue(1), span), span), span));
    }

    /// <summary>Whether the name is a local or parameter of this very method, not of one around it.</summary>
    private bool IsOwnLocal(IdentifierNameSyntax name) =>
        SymbolOf(name) is ILocalSymbol or IParameterSymbol && IsOwn(SymbolOf(name)!);

    private bool IsOwn(ISymbol local) => SymbolEqualityComparer.Default.Equals(local.ContainingSymbol.Declaring(), method.Declaring())
        || SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method.PartialImplementationPart);
}
