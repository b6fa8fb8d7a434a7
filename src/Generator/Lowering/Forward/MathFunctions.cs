using Compiled.Generator.Declarations;
using Compiled.Generator.Operators;

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
        long[] integers = [.. arguments.OfType<IntegerValue>().Select(i => i.Value)];
        bool areIntegers = integers.Length == arguments.Count;
        return (name, arguments.Count) switch
        {
            ("Abs", 1) => areIntegers ? new IntegerValue(Math.Abs(integers[0])) : new RealValue(Math.Abs(CompileTimeArithmetic.Real(arguments[0]))),
            ("Max", 2) when areIntegers => new IntegerValue(Math.Max(integers[0], integers[1])),
            ("Min", 2) when areIntegers => new IntegerValue(Math.Min(integers[0], integers[1])),
            ("Clamp", 3) when areIntegers => new IntegerValue(Math.Min(Math.Max(integers[0], integers[1]), integers[2])),
            (_, 1) when _unary.TryGetValue(name, out Func<double, double>? f) => new RealValue(f(CompileTimeArithmetic.Real(arguments[0]))),
            (_, 2) when _binary.TryGetValue(name, out Func<double, double, double>? f) =>
                new RealValue(f(CompileTimeArithmetic.Real(arguments[0]), CompileTimeArithmetic.Real(arguments[1]))),
            _ => null,
        };
    }
}
