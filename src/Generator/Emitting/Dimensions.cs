using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Emitting;

/// <summary>Sizes as C#.</summary>
internal static class Dimensions
{
    /// <summary>The size in parentheses unless it is one number or symbol.</summary>
    public static string Factor(Dimension size) =>
        size.IsConstant || (size.Monomials.Count == 1 && size.Monomials[0] is { Coefficient: 1, Symbols.Count: 1 }) ? size.ToString() : $"({size})";

    /// <summary>The size computed in longs from symbols that are ints, so that large batches do not overflow.</summary>
    public static string Long(Dimension size) => size == Dimension.Zero ? "0" : string.Join(" + ", size.Monomials.Select(Long));

    private static string Long(Monomial monomial)
    {
        IEnumerable<string> symbols = monomial.Symbols.Select(s => "(long)" + s);
        string coefficient = monomial.Coefficient.ToString(CultureInfo.InvariantCulture);
        return string.Join(" * ", monomial.Coefficient == 1 && monomial.Symbols.Count > 0 ? symbols : symbols.Prepend(coefficient));
    }

    /// <summary>An address, moved by a number of elements.</summary>
    public static string Offset(string address, Dimension offset) => offset == Dimension.Zero ? address : $"{address} + {Factor(offset)}";
}
