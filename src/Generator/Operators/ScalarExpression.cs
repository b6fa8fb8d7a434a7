using System.Globalization;

namespace Compiled.Generator.Operators;

/// <summary>
/// What one element is: the single source of an elementwise operator's C# and HLSL. A function is named by
/// <see cref="ScalarFunction"/>; a printer for a language needs one line for each.
/// </summary>
internal abstract record ScalarExpression
{
    public static ScalarExpression operator +(ScalarExpression left, ScalarExpression right) => new ScalarCall(ScalarFunction.Add, left, right);

    public static ScalarExpression operator -(ScalarExpression left, ScalarExpression right) => new ScalarCall(ScalarFunction.Subtract, left, right);

    public static ScalarExpression operator *(ScalarExpression left, ScalarExpression right) => new ScalarCall(ScalarFunction.Multiply, left, right);

    public static ScalarExpression operator /(ScalarExpression left, ScalarExpression right) => new ScalarCall(ScalarFunction.Divide, left, right);

    public static ScalarExpression operator -(ScalarExpression value) => new ScalarCall(ScalarFunction.Negate, value);

    public static implicit operator ScalarExpression(double value) => new ScalarConstant(value);

    /// <summary>The mask left &lt; right.</summary>
    public static ScalarExpression Less(ScalarExpression left, ScalarExpression right) => new ScalarCall(ScalarFunction.LessThan, left, right);

    /// <summary><paramref name="whenTrue"/> where the mask holds, else <paramref name="whenFalse"/>.</summary>
    public static ScalarExpression Select(ScalarExpression mask, ScalarExpression whenTrue, ScalarExpression whenFalse) =>
        new ScalarCall(ScalarFunction.Select, mask, whenTrue, whenFalse);

    public static ScalarExpression Call(ScalarFunction function, params ScalarExpression[] arguments) => new ScalarCall(function, arguments);
}

internal sealed record ScalarConstant(double Value) : ScalarExpression
{
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>An element of an input, or the name of a value computed before.</summary>
internal sealed record ScalarVariable(string Name) : ScalarExpression
{
    public override string ToString() => Name;
}

internal sealed record ScalarCall(ScalarFunction Function, EquatableArray<ScalarExpression> Arguments) : ScalarExpression
{
    public ScalarCall(ScalarFunction function, params ScalarExpression[] arguments)
        : this(function, EquatableArray.Of(arguments))
    {
    }

    public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";
}

/// <summary>The functions of a lane. A comparison gives a mask, which only <see cref="Select"/> takes.</summary>
internal enum ScalarFunction
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Abs,
    Minimum,
    Maximum,
    Sqrt,
    Exp,
    Log,
    Tanh,
    Sigmoid,
    Erf,
    Sin,
    Cos,
    Power,
    Floor,

    /// <summary>log(1 + x) without loss of precision for small x.</summary>
    Log1P,

    /// <summary>exp(x) − 1 without loss of precision for small x.</summary>
    ExpM1,

    LessThan,
    LessThanOrEqual,
    Equal,

    /// <summary>The second argument where the first (a mask) holds, else the third.</summary>
    Select,
}
