using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <content>Conditions of <c>if</c>, <c>?:</c> and loops: they are decided while the project builds, so they cannot ask for elements of tensors.</content>
internal sealed partial class BodyReader
{
    private static readonly Dictionary<string, string> _masks = new()
    {
        ["<"] = "Less", ["<="] = "LessOrEqual", [">"] = "Greater", [">="] = "GreaterOrEqual", ["=="] = "EqualTo", ["!="] = "NotEqualTo",
    };

    /// <summary>The condition of a branch: where it compares tensors, both sides are computed and a mask chooses.</summary>
    private Expression ReadDecision(ExpressionSyntax condition) => TensorComparison(condition) is { } comparison
        ? Unsupported(comparison, "A condition on the elements of tensors", $"a condition must be known while the project builds: compute both branches, and combine them with Select({Mask(comparison)}, …, …)")
        : Read(condition);

    /// <summary>The condition of a loop: how often it runs cannot depend on tensors.</summary>
    private Expression ReadBound(ExpressionSyntax condition) => TensorComparison(condition) is { } comparison
        ? Unsupported(comparison, "A condition on the elements of tensors", $"a condition must be known while the project builds: write a 'for' with a fixed count, and keep what its body computes with 'x = Select({Mask(comparison)}, next, x)'")
        : Read(condition);

    /// <summary>The call that gives a comparison of tensors as a mask of zeros and ones.</summary>
    private static string Mask(BinaryExpressionSyntax comparison) =>
        $"{_masks[comparison.OperatorToken.ValueText]}({Text(comparison.Left)}, {Text(comparison.Right)})";

    /// <summary>The first comparison of tensors among those that a condition joins.</summary>
    private BinaryExpressionSyntax? TensorComparison(ExpressionSyntax condition) => condition
        .DescendantNodesAndSelf(static node => node.Kind() is SyntaxKind.ParenthesizedExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
        .OfType<BinaryExpressionSyntax>()
        .FirstOrDefault(comparison => _masks.ContainsKey(comparison.OperatorToken.ValueText) && IsOfTensors(comparison));

    private bool IsOfTensors(BinaryExpressionSyntax binary) => TypeOf(binary.Left).IsTensor() || TypeOf(binary.Right).IsTensor();
}
