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
        var single => Shortest(single) + "f",
    };

    public static string Double(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        _ => value.ToString("G17", CultureInfo.InvariantCulture) + "d",
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
    /// <param name="type">The C# type it is given to.</param>
    public static string Of(ConstantValue value, string type) => value switch
    {
        NullValue => "null",
        BooleanValue b => Boolean(b.Value),
        IntegerValue i => Int64(i.Value),
        RealValue r => type.StartsWith("double", StringComparison.Ordinal) ? Double(r.Value) : Single(r.Value),
        TextValue t => Text(t.Value),
        EnumValue e => $"global::{e.Type}.{e.Member}",
        ArrayValue a => $"[{string.Join(", ", a.Items.Select(item => Of(item, type)))}]",
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

    // The framework of the host decides what "R" gives; the fewest digits that read back are the same everywhere.
    private static string Shortest(float value)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            string text = value.ToString("G" + Int32(digits), CultureInfo.InvariantCulture);
            if (float.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
