using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Turns the arguments of any attribute into settings: positional ones by the name of their parameter in Pascal case.</summary>
internal static class AttributeReader
{
    /// <summary>The settings in the order of parameters, then of named arguments. What the C# compiler finds wrong fails the context.</summary>
    public static EquatableArray<Setting> Read(ReadingContext context, AttributeData attribute)
    {
        var settings = new List<Setting>();
        if (attribute.AttributeConstructor is not { } constructor || constructor.Parameters.Length != attribute.ConstructorArguments.Length)
        {
            context.Fail();
            return EquatableArray<Setting>.Empty;
        }

        for (int i = 0; i < constructor.Parameters.Length; i++)
        {
            Add(settings, context, attribute, Names.Pascal(constructor.Parameters[i].Name), attribute.ConstructorArguments[i], ArgumentPlace(attribute, constructor.Parameters[i].Name, i));
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            Add(settings, context, attribute, named.Key, named.Value, ArgumentPlace(attribute, named.Key, -1));
        }

        return settings.ToEquatableArray();
    }

    /// <summary>Where the attribute stands: its name with its arguments.</summary>
    public static Location Place(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;

    /// <summary>The value of an attribute's argument; null where the source is in error.</summary>
    public static ConstantValue? Value(TypedConstant constant)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Error:
                return null;
            case TypedConstantKind.Array when constant.IsNull:
                return new NullValue();
            case TypedConstantKind.Array:
                ConstantValue?[] items = [.. constant.Values.Select(Value)];
                return items.Contains(null) ? null : new ArrayValue(items.Select(i => i!).ToEquatableArray());
            case TypedConstantKind.Type:
                return constant.Value is ITypeSymbol type ? new ReferenceValue(type.FullName()) : new NullValue();
            case TypedConstantKind.Enum:
                return EnumMember(constant.Type, constant.Value);
            default:
                return ConstantValue.Of(constant.Value);
        }
    }

    /// <summary>A member of an enum by name, or its number if it has none.</summary>
    public static ConstantValue EnumMember(ITypeSymbol? type, object? value)
    {
        IFieldSymbol? member = type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
        return member is null ? ConstantValue.Of(value) : new EnumValue(type!.FullName(), member.Name);
    }

    /// <summary>The syntax of an argument; null if it was left out.</summary>
    public static AttributeArgumentSyntax? Argument(AttributeData attribute, string name, int position)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        return arguments.FirstOrDefault(a => (a.NameEquals?.Name ?? a.NameColon?.Name)?.Identifier.ValueText == name)
            ?? (position >= 0 && position < arguments.Count && arguments[position] is { NameEquals: null, NameColon: null } positional ? positional : null);
    }

    private static Location ArgumentPlace(AttributeData attribute, string name, int position) =>
        Argument(attribute, name, position)?.Expression.GetLocation() ?? Place(attribute);

    private static void Add(List<Setting> settings, ReadingContext context, AttributeData attribute, string name, TypedConstant constant, Location place)
    {
        if (Value(constant) is { } value)
        {
            settings.Add(new(name, value, context.Span(place)));
        }
        else
        {
            context.Fail();
        }
    }
}
