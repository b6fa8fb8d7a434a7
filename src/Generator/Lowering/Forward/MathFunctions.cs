using Compiled.Generator.Declarations;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>The functions of <c>Math</c> and <c>MathF</c> on values known while building.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<string, Func<double, double>> _unary = new()
    {
        ["Sqrt"] = Math.Sqrt,
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Log2"] = x => Math.Log(x, 2),
        ["Log10"] = Math.Log10,
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Tanh"] = Math.Tanh,
        ["Floor"] = Math.Floor,
        ["Ceiling"] = Math.Ceiling,
        ["Round"] = Math.Round,
        ["Truncate"] = Math.Truncate,
    };

    private static readonly Dictionary<string, Func<double, double, double>> _binary = new()
    {
        ["Pow"] = Math.Pow,
        ["Log"] = Math.Log,
        ["Atan2"] = Math.Atan2,
        ["Max"] = Math.Max,
        ["Min"] = Math.Min,
    };

    /// <summary>The function's value; null when the function is not known for these arguments.</summary>
    public static ConstantValue? Evaluate(string name, IReadOnlyList<ConstantValue> arguments)
    {
        switch (name, arguments.Count)
        {
            case ("Abs", 1):
                return arguments[0] is IntegerValue i ? new IntegerValue(Math.Abs(i.Value)) : new RealValue(Math.Abs(CompileTimeArithmetic.Real(arguments[0])));
            case ("Max", 2) when arguments is [IntegerValue a, IntegerValue b]:
                return new IntegerValue(Math.Max(a.Value, b.Value));
            case ("Min", 2) when arguments is [IntegerValue a, IntegerValue b]:
                return new IntegerValue(Math.Min(a.Value, b.Value));
            case ("Clamp", 3) when arguments is [IntegerValue a, IntegerValue b, IntegerValue c]:
                return new IntegerValue(Math.Min(Math.Max(a.Value, b.Value), c.Value));
            case (_, 1) when _unary.TryGetValue(name, out Func<double, double>? f):
                return new RealValue(f(CompileTimeArithmetic.Real(arguments[0])));
            case (_, 2) when _binary.TryGetValue(name, out Func<double, double, double>? f):
                return new RealValue(f(CompileTimeArithmetic.Real(arguments[0]), CompileTimeArithmetic.Real(arguments[1])));
            default:
                return null;
        }
    }
}
