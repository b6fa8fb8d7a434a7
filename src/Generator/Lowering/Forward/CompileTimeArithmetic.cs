using System.Globalization;
using Compiled.Generator.Declarations;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>The operators of C# on values known while building: integers divide and overflow as in C#.</summary>
internal static class CompileTimeArithmetic
{
    /// <exception cref="ArithmeticException">The computation has no result.</exception>
    /// <exception cref="NotSupportedException">The operator does not take these values.</exception>
    public static ConstantValue Binary(string op, ConstantValue left, ConstantValue right) => (left, right) switch
    {
        (IntegerValue l, IntegerValue r) => Integers(op, l.Value, r.Value),
        (IntegerValue or RealValue, IntegerValue or RealValue) => Reals(op, Real(left), Real(right)),
        (BooleanValue l, BooleanValue r) => Booleans(op, l.Value, r.Value),
        (TextValue l, _) when op == "+" => new TextValue(l.Value + Text(right)),
        (_, TextValue r) when op == "+" => new TextValue(Text(left) + r.Value),
        _ when op == "==" => new BooleanValue(left == right),
        _ when op == "!=" => new BooleanValue(left != right),
        _ => throw new NotSupportedException($"'{op}' does not take {left} and {right}"),
    };

    public static ConstantValue Unary(string op, ConstantValue operand) => (op, operand) switch
    {
        ("-", IntegerValue i) => new IntegerValue(checked(-i.Value)),
        ("-", RealValue r) => new RealValue(-r.Value),
        ("+", IntegerValue or RealValue) => operand,
        ("!", BooleanValue b) => new BooleanValue(!b.Value),
        _ => throw new NotSupportedException($"'{op}' does not take {operand}"),
    };

    public static ConstantValue Convert(string type, ConstantValue operand) => type switch
    {
        "int" => new IntegerValue(checked((int)Integer(operand))),
        "long" or "nint" => new IntegerValue(Integer(operand)),
        "float" => new RealValue((float)Real(operand)),
        "double" => new RealValue(Real(operand)),
        _ => throw new NotSupportedException($"a conversion to {type} is not a compile-time value"),
    };

    /// <summary>The number as a double.</summary>
    public static double Real(ConstantValue value) => value switch
    {
        IntegerValue i => i.Value,
        RealValue r => r.Value,
        _ => throw new NotSupportedException($"{value} is no number"),
    };

    private static long Integer(ConstantValue value) => value is IntegerValue i ? i.Value : checked((long)Real(value));

    private static ConstantValue Integers(string op, long left, long right) => op switch
    {
        "+" => new IntegerValue(checked(left + right)),
        "-" => new IntegerValue(checked(left - right)),
        "*" => new IntegerValue(checked(left * right)),
        "/" => new IntegerValue(left / right),
        "%" => new IntegerValue(left % right),
        "<<" => new IntegerValue(left << (int)right),
        ">>" => new IntegerValue(left >> (int)right),
        "&" => new IntegerValue(left & right),
        "|" => new IntegerValue(left | right),
        "^" => new IntegerValue(left ^ right),
        _ => Compare(op, left.CompareTo(right)),
    };

    private static ConstantValue Reals(string op, double left, double right) => op switch
    {
        "+" => new RealValue(left + right),
        "-" => new RealValue(left - right),
        "*" => new RealValue(left * right),
        "/" => new RealValue(left / right),
        "%" => new RealValue(left % right),
        "<" => new BooleanValue(left < right),
        "<=" => new BooleanValue(left <= right),
        ">" => new BooleanValue(left > right),
        ">=" => new BooleanValue(left >= right),
        "==" => new BooleanValue(left == right),
        "!=" => new BooleanValue(left != right),
        _ => throw new NotSupportedException($"'{op}' does not take numbers with a fraction"),
    };

    private static ConstantValue Booleans(string op, bool left, bool right) => new BooleanValue(op switch
    {
        "&&" or "&" => left && right,
        "||" or "|" => left || right,
        "^" or "!=" => left != right,
        "==" => left == right,
        _ => throw new NotSupportedException($"'{op}' does not take truth values"),
    });

    private static BooleanValue Compare(string op, int order) => new(op switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "==" => order == 0,
        "!=" => order != 0,
        _ => throw new NotSupportedException($"'{op}' does not take integers"),
    });

    private static string Text(ConstantValue value) => value switch
    {
        TextValue t => t.Value,
        RealValue r => r.Value.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
