using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Switch expressions and their patterns.</content>
internal sealed partial class BodyReader
{
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
