using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting;

/// <summary>The runtime's <c>SlidingWindow</c> as C#: one and two spatial axes are the last of three, and what is one (or no padding) is left out.</summary>
internal static class SlidingWindows
{
    private static readonly string[] _axes = ["Depth", "Height", "Width"];

    /// <param name="x">(batch, spatial …, channels) of the forward direction.</param>
    /// <param name="window">The window's spatial sizes.</param>
    /// <param name="y">(batch, spatial …, filters) of the forward direction.</param>
    public static string Text(Sliding sliding, Shape x, IEnumerable<int> window, Shape y, int groups = 1)
    {
        var parts = new List<string> { $"Batch = {x[0]}" };
        Spatial("Input", x, parts);
        Add("Channels", x[x.Rank - 1].Value, 1, parts);
        Spatial("Output", y, parts);
        Add("Filters", y[y.Rank - 1].Value, 1, parts);
        Axes("Window", window, 1, parts);
        Axes("Stride", sliding.Strides, 1, parts);
        Axes("Dilation", sliding.Dilations, 1, parts);
        Axes("Before", sliding.Before, 0, parts);
        Add("Groups", groups, 1, parts);
        return $"new Kernels::SlidingWindow {{ {string.Join(", ", parts)} }}";
    }

    private static void Spatial(string name, Shape shape, List<string> parts) => Axes(name, Sliding.SpatialLengths(name, shape), 1, parts);

    private static void Axes(string name, IEnumerable<int> sizes, int usual, List<string> parts)
    {
        int[] values = [.. sizes];
        for (int axis = 0; axis < values.Length; axis++)
        {
            Add(name + _axes[axis + _axes.Length - values.Length], values[axis], usual, parts);
        }
    }

    private static void Add(string name, long value, long usual, List<string> parts)
    {
        if (value != usual)
        {
            parts.Add($"{name} = {value.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
