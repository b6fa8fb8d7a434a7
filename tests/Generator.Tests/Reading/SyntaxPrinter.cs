using Compiled.Generator.Declarations;

namespace Compiled.Generator.Tests.Reading;

/// <summary>Prints a body that was read, for literal expectations; places are left out.</summary>
internal static class SyntaxPrinter
{
    public static string Print(MethodDeclaration method) => Print(method.Body);

    private static string Print(IEnumerable<Statement> statements) => string.Join("\n", statements.Select(Print));

    private static string Print(Statement statement) => statement switch
    {
        DeclareStatement s => s.Value is null ? $"{s.Name} :=;" : $"{s.Name} := {Print(s.Value)};",
        AssignStatement s => $"{s.Name} = {Print(s.Value)};",
        DeconstructStatement s => $"({string.Join(", ", s.Names)}) = {Print(s.Value)};",
        ReturnStatement s => $"return {Print(s.Value)};",
        BlockStatement s => Block(s.Body),
        IfStatement s => $"if {Print(s.Condition)} {Block(s.Then)}{(s.Else.Count > 0 ? $" else {Block(s.Else)}" : "")}",
        ForStatement s => $"for {string.Join(" ", s.Initializers.Select(Print))} {(s.Condition is null ? "" : Print(s.Condition))}; {string.Join(" ", s.Incrementors.Select(Print))} {Block(s.Body)}",
        ForEachStatement s => $"foreach {s.Name} in {Print(s.Collection)} {Block(s.Body)}",
        _ => throw new ArgumentException(statement.ToString()),
    };

    private static string Block(EquatableArray<Statement> body) => $"{{ {string.Join(" ", body.Select(Print))} }}";

    private static string Print(Expression expression) => expression switch
    {
        ConstantExpression e => e.Value is RealValue { Value: var real } && real == Math.Floor(real) ? $"{e.Value}r" : e.Value.ToString()!,
        NameExpression e => e.Name,
        CallExpression e => $"{(e.Target.Kind is CallKind.Layer ? "" : e.Target.Kind + ":")}{e.Target.Name}({string.Join(", ", e.Arguments.Select(a => $"{a.Parameter}: {Print(a.Value)}"))})",
        BinaryExpression e => $"({Print(e.Left)} {e.Operator} {Print(e.Right)})",
        UnaryExpression e => $"{e.Operator}{Print(e.Operand)}",
        ConditionalExpression e => $"({Print(e.Condition)} ? {Print(e.WhenTrue)} : {Print(e.WhenFalse)})",
        ConversionExpression e => $"({e.Type}){Print(e.Operand)}",
        TupleExpression e => $"({List(e.Elements)})",
        TupleElementExpression e => $"{Print(e.Tuple)}.{e.Index}",
        ArrayExpression e => $"[{List(e.Elements)}]",
        SpreadExpression e => $"..{Print(e.Array)}",
        IndexExpression e => $"{Print(e.Array)}[{Print(e.Index)}]",
        LengthsExpression e => $"lengths({Print(e.Tensor)})",
        CountExpression e => $"count({Print(e.Operand)})",
        _ => throw new ArgumentException(expression.ToString()),
    };

    private static string List(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Print));
}
