using System.Globalization;
using System.Text;
using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Emitting;

/// <summary>Values as C# source, independent of culture.</summary>
internal static class Literal
{
    /// <summary>A <c>float</c> that parses back to the nearest single-precision value.</summary>
    public static string Single(double value) => (float)value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float.NaN => "float.NaN",
        var single => single.ToString("G9", CultureInfo.InvariantCulture) + "f",
    };

    public static string Int32(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Int64(long value) => value.ToString(CultureInfo.InvariantCulture) + (value is > int.MaxValue or < int.MinValue ? "L" : "");

    public static string Boolean(bool value) => value ? "true" : "false";

    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or > '~' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>A value of an attribute as an argument of a constructor or property.</summary>
    public static string Of(ConstantValue value) => value switch
    {
        NullValue => "null",
        BooleanValue b => Boolean(b.Value),
        IntegerValue i => Int64(i.Value),
        RealValue r => Single(r.Value),
        TextValue t => Text(t.Value),
        EnumValue e => $"global::{e.Type}.{e.Member}",
        ArrayValue a => $"[{string.Join(", ", a.Items.Select(Of))}]",
        _ => throw new InvalidOperationException($"{value} has no literal"),
    };

    /// <summary>An attribute of an operator as an argument of its method in <c>Ops</c>; dimensions may name <c>batch</c>.</summary>
    public static string OfRuntimeArgument(object value) => value switch
    {
        bool b => Boolean(b),
        int i => Int32(i),
        long l => Int64(l),
        double d => Single(d),
        int[] items => $"[{string.Join(", ", items.Select(i => Int32(i)))}]",
        Dimension d => d.ToString(),
        Dimension[] items => $"[{string.Join(", ", items.Select(d => d.IsConstant ? d.ToString() : $"(int)({d})"))}]",
        _ => throw new InvalidOperationException($"{value.GetType()} is no attribute of an operator"),
    };
}
