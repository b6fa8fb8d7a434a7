using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting;

/// <summary>Prints a scalar expression as C# over <c>TLane</c>, whose static members carry the names of <see cref="ScalarFunction"/>.</summary>
internal static class LanePrinter
{
    public static string Print(ScalarExpression expression) => expression switch
    {
        ScalarConstant constant => Constant(constant.Value),
        ScalarVariable variable => variable.Name,
        ScalarCall call => $"TLane.{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
        _ => throw new InvalidOperationException($"{expression} has no C#"),
    };

    public static string Constant(double value) => $"TLane.Broadcast({Literal.Single(value)})";
}
