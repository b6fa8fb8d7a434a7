using System.Globalization;
using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Names the layers of attribute stacks, of one class and of its methods, and the methods that will be generated for them.</summary>
internal sealed class LayerStackReader(ReadingContext context, INamedTypeSymbol type)
{
    // The members of a class are in scope in its attributes: a method Activation would hide the enum that other layers name.
    private readonly HashSet<string> _members = [.. type.GetMembers().Select(m => m.Name), type.Name, "Activation"];

    /// <summary>The layers of one stack: named after their kind, with a number where one kind comes again.</summary>
    /// <param name="attributes">The layers, first to last.</param>
    /// <param name="parameters">What the first layer takes; each other takes the result of the one before.</param>
    /// <param name="isFrozen">Whether the stack as a whole is frozen.</param>
    /// <param name="method">The method that carries the stack, which begins every name; empty for the stack of a class.</param>
    public EquatableArray<LayerDeclaration> Read(IReadOnlyList<AttributeData> attributes, EquatableArray<string> parameters, bool isFrozen, string method = "")
    {
        var layers = new List<LayerDeclaration>();
        var counts = new Dictionary<string, int>();
        string prefix = method.Length == 0 ? "" : Names.Snake(method) + "_";
        foreach ((AttributeData attribute, IReadOnlyList<AttributeData> cells) in StackedCellsReader.Group(context, attributes))
        {
            string kind = Names.WithoutSuffix(attribute.AttributeClass!.Name);
            counts.TryGetValue(kind, out int count);
            counts[kind] = count + 1;
            string number = count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);
            string member = method + kind + number;
            while (!_members.Add(member))
            {
                member += "Layer";
            }

            string name = prefix + Names.Snake(kind) + (count == 0 ? "" : "_" + number);
            layers.Add(LayerReader.Read(context, attribute, member, name, layers.Count == 0 ? parameters : EquatableArray.Of("x"), "private", isFrozen) with { Cells = StackedCellsReader.Read(context, cells) });
        }

        return layers.ToEquatableArray();
    }

    /// <summary>The call of each further layer of a stack on the result of the one before.</summary>
    /// <param name="first">The call of the first layer.</param>
    public static Expression Call(Expression first, EquatableArray<LayerDeclaration> layers) => layers.Skip(1).Aggregate(
        first,
        (value, layer) => new CallExpression(new(CallKind.Layer, layer.Member), EquatableArray.Of(new Argument(layer.Parameters[0], value)), layer.Span));
}
