using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Prints a scalar expression as HLSL. A name in Pascal case is a function of <c>Templates/Functions</c>; the others are the language's own.</summary>
internal static class HlslPrinter
{
    public static string Print(ScalarExpression expression) => expression switch
    {
        ScalarConstant constant => Constant(constant.Value),
        ScalarVariable variable => variable.Name,
        ScalarCall call => Print(call.Function, [.. call.Arguments.Select(Print)]),
        _ => throw new InvalidOperationException($"{expression} has no HLSL"),
    };

    public static string Constant(double value) => (float)value switch
    {
        float.PositiveInfinity => "asfloat(0x7f800000u)",
        float.NegativeInfinity => "asfloat(0xff800000u)",
        float.NaN => "asfloat(0x7fc00000u)",
        var single => Literal.Single(single) is var text && text.IndexOfAny(['.', 'e', 'E']) < 0 ? text.Substring(0, text.Length - 1) + ".0f" : text,
    };

    private static string Print(ScalarFunction function, string[] x) => function switch
    {
        ScalarFunction.Add => $"({x[0]} + {x[1]})",
        ScalarFunction.Subtract => $"({x[0]} - {x[1]})",
        ScalarFunction.Multiply => $"({x[0]} * {x[1]})",
        ScalarFunction.Divide => $"({x[0]} / {x[1]})",
        ScalarFunction.Negate => $"(-{x[0]})",
        ScalarFunction.Abs => $"abs({x[0]})",
        ScalarFunction.Sqrt => $"sqrt({x[0]})",
        ScalarFunction.Floor => $"floor({x[0]})",
        ScalarFunction.LessThan => $"({x[0]} < {x[1]})",
        ScalarFunction.LessThanOrEqual => $"({x[0]} <= {x[1]})",
        ScalarFunction.Equal => $"({x[0]} == {x[1]})",
        ScalarFunction.Select => $"({x[0]} ? {x[1]} : {x[2]})",
        _ => $"{function}({string.Join(", ", x)})",
    };
}
