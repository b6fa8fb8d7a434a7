namespace Compiled.Generator.Declarations;

/// <summary>
/// The part of C# that <c>Forward</c> may use, as values. <paramref name="Span"/> is the number of a place in the
/// <see cref="SourceMap"/> kept aside, so that moving code about changes nothing here.
/// </summary>
internal abstract record Syntax(int Span);

internal abstract record Expression(int Span) : Syntax(Span);

/// <summary>A value that the C# compiler folded, or a literal.</summary>
internal sealed record ConstantExpression(ConstantValue Value, int Span) : Expression(Span);

/// <summary>A parameter, local, option of a custom layer or weight of a custom layer.</summary>
internal sealed record NameExpression(string Name, int Span) : Expression(Span);

internal sealed record CallExpression(CallTarget Target, EquatableArray<Argument> Arguments, int Span) : Expression(Span);

/// <summary>An argument in the order of evaluation; <paramref name="Parameter"/> is the name of the parameter it fills.</summary>
internal sealed record Argument(string Parameter, Expression Value);

internal enum CallKind
{
    /// <summary>A method of <c>Compiled.Ops</c>, by name.</summary>
    Operator,

    /// <summary>A layer of the model, by its member name.</summary>
    Layer,

    /// <summary>The <c>Forward</c> of a model held by this one, by its member name.</summary>
    Member,

    /// <summary>A static method of the user's, by <see cref="MethodDeclaration.Key"/>.</summary>
    Method,

    /// <summary>
    /// <c>Ops.TimeDistributed</c>: the arguments are the sequence, and a call to make on its steps as samples, which that call has by the target's name.
    /// </summary>
    EachStep,

    /// <summary>A function of <c>Math</c> or <c>MathF</c> on compile-time values, by name.</summary>
    Math,
}

internal sealed record CallTarget(CallKind Kind, string Name);

/// <summary>An operator of C# as written: <c>+ - * / % &lt; &lt;= &gt; &gt;= == != &amp;&amp; ||</c>.</summary>
internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right, int Span) : Expression(Span);

/// <summary><c>- + !</c>.</summary>
internal sealed record UnaryExpression(string Operator, Expression Operand, int Span) : Expression(Span);

internal sealed record ConditionalExpression(Expression Condition, Expression WhenTrue, Expression WhenFalse, int Span) : Expression(Span);

/// <summary>A conversion between compile-time numbers, such as <c>(float)n</c>; <paramref name="Type"/> is <c>int</c>, <c>long</c>, <c>float</c> or <c>double</c>.</summary>
internal sealed record ConversionExpression(string Type, Expression Operand, int Span) : Expression(Span);

internal sealed record TupleExpression(EquatableArray<Expression> Elements, int Span) : Expression(Span);

/// <summary>Element number <paramref name="Index"/> of a tuple: <c>pair.Item2</c>, or by its name.</summary>
internal sealed record TupleElementExpression(Expression Tuple, int Index, int Span) : Expression(Span);

internal sealed record ArrayExpression(EquatableArray<Expression> Elements, int Span) : Expression(Span);

/// <summary><c>.. array</c> among the elements of an <see cref="ArrayExpression"/>: all elements of another array.</summary>
internal sealed record SpreadExpression(Expression Array, int Span) : Expression(Span);

/// <summary><c>array[index]</c>, and <c>x.Lengths[axis]</c> with <see cref="LengthsExpression"/> as the array.</summary>
internal sealed record IndexExpression(Expression Array, Expression Index, int Span) : Expression(Span);

/// <summary><c>x.Lengths</c>: the sizes of a tensor.</summary>
internal sealed record LengthsExpression(Expression Tensor, int Span) : Expression(Span);

/// <summary><c>x.Rank</c> of a tensor, or <c>Length</c> of an array.</summary>
internal sealed record CountExpression(Expression Operand, int Span) : Expression(Span);

/// <summary>An expression that was refused, and reported: its value is unknown, and what uses it is silent.</summary>
internal sealed record RefusedExpression(int Span) : Expression(Span);

internal abstract record Statement(int Span) : Syntax(Span);

/// <summary>A statement that was refused, and reported: nothing is known of what comes behind it.</summary>
internal sealed record RefusedStatement(int Span) : Statement(Span);

/// <summary>Declares a local, with a value or (null) without.</summary>
internal sealed record DeclareStatement(string Name, Expression? Value, int Span) : Statement(Span);

/// <summary><c>(a, _, var c) = value</c>: an empty name discards; declares names not yet known.</summary>
internal sealed record DeconstructStatement(EquatableArray<string> Names, Expression Value, int Span) : Statement(Span);

/// <summary><c>name = value</c>; compound assignments arrive expanded.</summary>
internal sealed record AssignStatement(string Name, Expression Value, int Span) : Statement(Span);

internal sealed record IfStatement(Expression Condition, EquatableArray<Statement> Then, EquatableArray<Statement> Else, int Span) : Statement(Span);

internal sealed record ForStatement(EquatableArray<Statement> Initializers, Expression? Condition, EquatableArray<Statement> Incrementors, EquatableArray<Statement> Body, int Span) : Statement(Span);

internal sealed record ForEachStatement(string Name, Expression Collection, EquatableArray<Statement> Body, int Span) : Statement(Span);

internal sealed record BlockStatement(EquatableArray<Statement> Body, int Span) : Statement(Span);

internal sealed record ReturnStatement(Expression Value, int Span) : Statement(Span);
