using System.Globalization;

namespace Compiled.Generator.Declarations;

/// <summary>A value that the C# compiler knows, compared by value.</summary>
internal abstract record ConstantValue
{
    public static ConstantValue Of(object? value) => value switch
    {
        null => new NullValue(),
        bool b => new BooleanValue(b),
        string s => new TextValue(s),
        float f => new RealValue(f),
        double d => new RealValue(d),
        decimal m => new RealValue((double)m),
        ulong u => new IntegerValue(unchecked((long)u)),
        IConvertible c => new IntegerValue(c.ToInt64(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"{value.GetType()} is no constant", nameof(value)),
    };
}

internal sealed record NullValue : ConstantValue
{
    public override string ToString() => "null";
}

internal sealed record IntegerValue(long Value) : ConstantValue
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record RealValue(double Value) : ConstantValue
{
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

internal sealed record BooleanValue(bool Value) : ConstantValue
{
    public override string ToString() => Value ? "true" : "false";
}

internal sealed record TextValue(string Value) : ConstantValue
{
    public override string ToString() => $"\"{Value}\"";
}

/// <summary>A member of an enum by name: <c>Relu</c> of <c>Compiled.Activation</c>.</summary>
internal sealed record EnumValue(string Type, string Member) : ConstantValue
{
    public override string ToString() => $"{Type}.{Member}";
}

internal sealed record ArrayValue(EquatableArray<ConstantValue> Items) : ConstantValue
{
    public override string ToString() => Items.ToString();
}

/// <summary>A method or type named by an attribute, resolved to the key of a <see cref="MethodDeclaration"/> or a full type name.</summary>
internal sealed record ReferenceValue(string Key) : ConstantValue
{
    public override string ToString() => Key;
}
