using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Gathers the layers that <c>[StackedCells]</c> makes its cells.</summary>
internal static class StackedCellsReader
{
    /// <summary>What a cell cannot decide for itself.</summary>
    private static readonly string[] _ofTheLoop =
        ["ReturnSequences", "GoBackwards", "Bidirectional", "Stateful", "TimeDistributed", "Frozen", "Group", "ActivityL1", "ActivityL2"];

    /// <summary>Each layer of a stack of attributes with the attributes that are its cells.</summary>
    public static IReadOnlyList<(AttributeData Layer, IReadOnlyList<AttributeData> Cells)> Group(ReadingContext context, IReadOnlyList<AttributeData> attributes)
    {
        var groups = new List<(AttributeData, IReadOnlyList<AttributeData>)>();
        for (int i = 0; i < attributes.Count; i++)
        {
            AttributeData layer = attributes[i];
            AttributeData[] cells = [];
            if (IsStack(layer) && layer.ConstructorArguments is [{ Value: int count }])
            {
                cells = [.. attributes.Skip(i + 1).Take(count)];
                Check(context, layer, count, cells);
                i += cells.Length;
            }

            groups.Add((layer, cells));
        }

        return groups;
    }

    /// <summary>The cells, named after their kind, with a number where one kind comes again: the names begin those of their weights.</summary>
    public static EquatableArray<LayerDeclaration> Read(ReadingContext context, IReadOnlyList<AttributeData> attributes)
    {
        var cells = new List<LayerDeclaration>();
        foreach (AttributeData attribute in attributes)
        {
            string kind = Names.Snake(Names.WithoutSuffix(attribute.AttributeClass!.Name));
            int same = cells.Count(c => c.Member == kind);
            string name = same == 0 ? kind : kind + "_" + same.ToString(CultureInfo.InvariantCulture);
            LayerDeclaration cell = LayerReader.Read(context, attribute, kind, name, EquatableArray.Of("x"), "private", isFrozen: false);
            foreach (Setting setting in AttributeReader.Read(context, attribute).Where(s => _ofTheLoop.Contains(s.Name)))
            {
                context.Report(Descriptors.UnfitSetting, setting.Span, setting.Name, cell.Name, setting.Value.ToString(), "it concerns all cells: set it on [StackedCells]");
            }

            if (cells.Any(c => c.Name == cell.Name))
            {
                context.Report(Descriptors.DuplicateLayerName, cell.Span, "StackedCells", cell.Name);
            }

            cells.Add(cell);
        }

        return cells.ToEquatableArray();
    }

    private static bool IsStack(AttributeData attribute) => attribute.AttributeClass?.FullName() == RuntimeNames.StackedCellsAttribute;

    private static void Check(ReadingContext context, AttributeData layer, int count, AttributeData[] cells)
    {
        string? fault = count < 1 ? "it needs at least one"
            : cells.FirstOrDefault(c => !c.AttributeClass.Derives(RuntimeNames.CellDefinition) || IsStack(c)) is { } other
                ? $"[{Names.WithoutSuffix(other.AttributeClass!.Name)}] is no recurrent layer of one cell"
            : cells.Length < count ? $"there are {cells.Length.ToString(CultureInfo.InvariantCulture)}"
            : null;
        if (fault is not null)
        {
            context.Report(Descriptors.StackedCells, context.Span(AttributeReader.Place(layer)), count.ToString(CultureInfo.InvariantCulture), fault);
        }
    }
}
