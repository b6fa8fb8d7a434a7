using Compiled.Generator.Graphs;

namespace Compiled.Generator.Emitting;

/// <summary>Sizes as C#.</summary>
internal static class Dimensions
{
    /// <summary>The size in parentheses unless it is one number or symbol.</summary>
    public static string Factor(Dimension size) =>
        size.IsConstant || (size.Monomials.Count == 1 && size.Monomials[0] is { Coefficient: 1, Symbols.Count: 1 }) ? size.ToString() : $"({size})";

    /// <summary>An address, moved by a number of elements.</summary>
    public static string Offset(string address, Dimension offset) => offset == Dimension.Zero ? address : $"{address} + {Factor(offset)}";
}
