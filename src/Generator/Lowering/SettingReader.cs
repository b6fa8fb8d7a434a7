using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>The arguments of an attribute by name, with the defaults of the runtime's attribute.</summary>
/// <param name="owner">What a message names: the layer.</param>
/// <param name="span">The attribute, for settings that are not written.</param>
internal sealed class SettingReader(EquatableArray<Setting> settings, string owner, int span)
{
    public EquatableArray<Setting> All => settings;

    public Setting? Find(string name)
    {
        for (int i = settings.Count - 1; i >= 0; i--)
        {
            if (settings[i].Name == name)
            {
                return settings[i];
            }
        }

        return null;
    }

    public int SpanOf(string name) => Find(name)?.Span ?? span;

    public int Integer(string name, int fallback) => Find(name)?.Value switch
    {
        null => fallback,
        IntegerValue { Value: >= int.MinValue and <= int.MaxValue } i => (int)i.Value,
        { } other => throw Unfit(name, other.ToString(), "it must be a whole number"),
    };

    public double Real(string name, double fallback) => Find(name)?.Value switch
    {
        null => fallback,
        IntegerValue i => i.Value,
        RealValue r => r.Value,
        { } other => throw Unfit(name, other.ToString(), "it must be a number"),
    };

    public bool Boolean(string name, bool fallback) => Find(name)?.Value is BooleanValue b ? b.Value : fallback;

    public string? Text(string name) => Find(name)?.Value switch
    {
        TextValue t => t.Value,
        _ => null,
    };

    /// <summary>The member of an enum.</summary>
    public string Member(string name, string fallback) => Find(name)?.Value is EnumValue e ? e.Member : fallback;

    public IReadOnlyList<string> Members(string name) => Find(name)?.Value is ArrayValue a ? [.. a.Items.OfType<EnumValue>().Select(e => e.Member)] : [];

    /// <summary>Whole numbers, written as an array or as one number; null when not written.</summary>
    public IReadOnlyList<int>? Integers(string name) => Find(name)?.Value switch
    {
        null => null,
        IntegerValue i => [checked((int)i.Value)],
        ArrayValue a when a.Items.All(i => i is IntegerValue) => [.. a.Items.Select(i => checked((int)((IntegerValue)i).Value))],
        { } other => throw Unfit(name, other.ToString(), "it must be a list of whole numbers"),
    };

    /// <summary>A size: a whole number from 1 on.</summary>
    public int Size(string name)
    {
        int value = Integer(name, 0);
        return value > 0 ? value : throw new DiagnosticException(DiagnosticInfo.Of(
            Descriptors.SizeNotPositive, SpanOf(name), name, $"'{owner}'", value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A number above 0.</summary>
    public double Positive(string name, double fallback)
    {
        double value = Real(name, fallback);
        return value > 0 ? value : throw Unfit(name, value.ToString("R", CultureInfo.InvariantCulture), "it must be greater than 0");
    }

    /// <summary>A share that may be 0 but not 1, such as the rate of a dropout.</summary>
    public double Rate(string name)
    {
        double value = Real(name, 0);
        return value is >= 0 and < 1 ? value : throw Unfit(name, value.ToString("R", CultureInfo.InvariantCulture), "it must be at least 0 and less than 1");
    }

    public DiagnosticException Unfit(string name, string value, string rule) => new(DiagnosticInfo.Of(Descriptors.UnfitSetting, SpanOf(name), name, owner, value, rule));
}
