using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads the outputs of a model with their settings, and the methods that losses and metrics name.</summary>
internal static class OutputReader
{
    private const string SingleOutput = "output";

    private static readonly string[] _methodSettings = ["CustomLoss", "CustomMetrics"];

    /// <param name="forward">Null for a chain, which has one output.</param>
    public static EquatableArray<OutputDeclaration> Read(ReadingContext context, INamedTypeSymbol type, IMethodSymbol? forward, MethodTable methods)
    {
        AttributeData[] attributes = [.. type.GetAttributes().Where(a => a.AttributeClass.Is(RuntimeNames.OutputAttribute))];
        string[] names = OutputNames(forward);

        // The only output may be given any name.
        if (names is [SingleOutput] && attributes.Length == 1 && NameOf(attributes[0]) is { } given && Names.IsLayerName(given))
        {
            names = [given];
        }

        var outputs = names.Select((name, i) => new OutputDeclaration(i, name, EquatableArray<Setting>.Empty, forward is null ? context.Span(type) : context.Span(forward))).ToList();
        var seen = new HashSet<string>();
        foreach (AttributeData attribute in attributes)
        {
            int span = context.Span(AttributeReader.Place(attribute));
            EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
            string? name = NameOf(attribute);
            int index = Array.IndexOf(names, name);
            if (name is null)
            {
                context.Fail();
            }
            else if (index < 0)
            {
                context.Report(Descriptors.UnknownOutput, settings.FirstOrDefault(s => s.Name == "Name")?.Span ?? span, type.Name, name, string.Join(", ", names.Select(n => $"'{n}'")), Spelling.Suggest(name, names));
            }
            else if (!seen.Add(name))
            {
                context.Report(Descriptors.DuplicateOutput, span, name);
            }
            else
            {
                settings = settings.Where(s => s.Name != "Name").ToEquatableArray();
                outputs[index] = new(index, name, ResolveMethods(context, type, attribute, settings, methods, $"The output '{name}'"), span);
            }
        }

        return outputs.ToEquatableArray();
    }

    /// <summary>Replaces the names of loss and metric methods by the keys of their declarations.</summary>
    public static EquatableArray<Setting> ResolveMethods(ReadingContext context, INamedTypeSymbol type, AttributeData attribute, EquatableArray<Setting> settings, MethodTable methods, string owner)
    {
        Setting? loss = settings.FirstOrDefault(s => s is { Name: "Loss", Value: EnumValue { Member: not "None" } });
        if (loss is not null && settings.FirstOrDefault(s => s is { Name: "CustomLoss", Value: TextValue }) is { } custom)
        {
            context.Report(Descriptors.TwoLosses, custom.Span, owner);
        }

        return settings.Select(s => _methodSettings.Contains(s.Name) ? s with { Value = Resolve(s) } : s).ToEquatableArray();

        ConstantValue Resolve(Setting setting)
        {
            ExpressionSyntax? expression = AttributeReader.Argument(attribute, setting.Name, -1)?.Expression;
            if (setting.Value is not ArrayValue array)
            {
                return LossMethodReader.Resolve(context, type, setting.Name, setting.Value, expression, setting.Span, methods);
            }

            ExpressionSyntax[] elements = Elements(expression);
            return new ArrayValue(array.Items
                .Select((item, i) => LossMethodReader.Resolve(
                    context, type, setting.Name, item, i < elements.Length ? elements[i] : null, i < elements.Length ? context.Span(elements[i]) : setting.Span, methods))
                .ToEquatableArray());
        }
    }

    private static string[] OutputNames(IMethodSymbol? forward) => forward?.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
        ? [.. tuple.TupleElements.Select((e, i) => e.IsExplicitlyNamedTupleElement ? e.Name : SingleOutput + (i + 1).ToString(CultureInfo.InvariantCulture))]
        : [SingleOutput];

    private static string? NameOf(AttributeData attribute) => attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] ? name : null;

    private static ExpressionSyntax[] Elements(ExpressionSyntax? array) => array switch
    {
        CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression)],
        ImplicitArrayCreationExpressionSyntax creation => [.. creation.Initializer.Expressions],
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        _ => [],
    };
}
