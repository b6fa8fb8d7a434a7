using System.Globalization;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>What layers over spatial axes share: their settings for each axis, their checks, and how a window is padded.</summary>
internal static class SpatialSettings
{
    private static readonly string[][] _axes = [["steps"], ["height", "width"], ["depth", "height", "width"]];

    /// <summary>Sees that the input is (batch, spatial sizes, channels), all but the batch known while building.</summary>
    /// <param name="isAnyLength">Whether the layer also takes sequences whose length is known only when the program runs.</param>
    public static void RequireSpatial(this LayerContext context, Value x, int rank, bool isAnyLength = false)
    {
        if (x.Shape.Rank != rank + 2)
        {
            string names = string.Join(", ", _axes[rank - 1].Append("channels"));
            string fix = x.Shape.Rank == rank + 1 && x.Shape.Dimensions.Skip(1).All(d => d.IsConstant)
                ? $"give it an axis for the channels, as in {ChannelsLast(x, rank)}"
                : $"bring it into that shape, as with [Reshape({names})]";
            throw context.ShapeError(x.Shape.ToString(), $"takes (batch, {names})", fix + (rank == 1 && x.Shape.Rank == 2 && x.Node.Operator is Input ? $"; {LayerContext.IdAdvice}" : "") + OtherRank(context.Kind, rank, x.Shape.Rank - 2));
        }

        for (int axis = 1; axis < x.Shape.Rank; axis++)
        {
            if (!isAnyLength || x.Shape[axis].DependsOnBatch)
            {
                context.SizeOf(x, axis);
            }
        }
    }

    /// <summary>A setting as one number for each spatial axis: written as one for all, or one for each.</summary>
    /// <param name="fallback">Where the setting is left out.</param>
    public static int[] PerAxis(this LayerContext context, string name, int rank, int[] fallback, int minimum = 1)
    {
        IReadOnlyList<int> written = context.Settings.Integers(name) is { Count: > 0 } given ? given : fallback;
        if (written.Count != 1 && written.Count != rank)
        {
            string rule = rank == 1 ? "it must be one number" : $"it must be one number for all {Text(rank)} spatial axes, or one for each";
            throw written.Count == 0
                ? context.Settings.Unfit(name, "not given", $"{rule}: write [{context.Kind}({string.Concat(context.Settings.Integers("Filters")?.Select(filters => Text(filters) + ", ") ?? [])}3)]")
                : context.Settings.Unfit(name, $"[{string.Join(", ", written)}]", rule);
        }

        int low = written.Min();
        if (low < minimum)
        {
            throw minimum == 1
                ? new DiagnosticException(DiagnosticInfo.Of(Descriptors.SizeNotPositive, context.Settings.SpanOf(name), name, $"'{context.Name}'", Text(low)))
                : context.Settings.Unfit(name, Text(low), $"it must be at least {Text(minimum)}");
        }

        return [.. Enumerable.Range(0, rank).Select(axis => written[written.Count == 1 ? 0 : axis])];
    }

    /// <summary>
    /// A window's size on each spatial axis. Of two where the second is a stride that Keras's networks have, and neither strides nor dilation
    /// are set, the second was most likely meant as one: it is where Keras has its strides. Windows along one axis, 1 × 7 or 7 × 1, are common.
    /// </summary>
    public static int[] Window(this LayerContext context, string name, int rank, int[] fallback)
    {
        int[] window = context.PerAxis(name, rank, fallback);
        bool looksLikeStride = window is [> 2, 2] or [>= 8, 4];
        if (looksLikeStride && context.Settings.Find("Strides") is null && context.Settings.Find("DilationRate") is null)
        {
            context.Warn(Descriptors.WindowLooksLikeStride, context.Settings.SpanOf(name), context.Name, Text(window[0]), Text(window[1]));
        }

        return window;
    }

    /// <summary>How a window of these sizes goes over <paramref name="x"/> by the settings <c>Strides</c>, <c>DilationRate</c> and <c>Padding</c>.</summary>
    /// <param name="sizes">The setting that names the window's sizes, for messages.</param>
    /// <param name="strides">The strides where the setting is left out.</param>
    /// <param name="takesCausal">As of <see cref="Padding"/>.</param>
    public static Sliding Slide(this LayerContext context, Value x, int[] window, string sizes, int[] strides, bool takesCausal = false) =>
        context.Slide([.. Enumerable.Range(1, window.Length).Select(axis => context.SizeOf(x, axis))], x.Shape, window, sizes, strides, takesCausal);

    /// <inheritdoc cref="Slide(LayerContext, Value, int[], string, int[], bool)"/>
    /// <param name="lengths">The sizes of the spatial axes of <paramref name="x"/>.</param>
    public static Sliding Slide(this LayerContext context, int[] lengths, Shape x, int[] window, string sizes, int[] strides, bool takesCausal = false)
    {
        int rank = window.Length;
        strides = context.PerAxis("Strides", rank, strides);
        int[] dilations = context.PerAxis("DilationRate", rank, [1]);
        var before = new int[rank];
        var after = new int[rank];
        string padding = context.Padding(rank, takesCausal);
        for (int axis = 0; axis < rank; axis++)
        {
            long extent = Sliding.Extent(window[axis], dilations[axis]);
            if (padding == "Valid" && extent > lengths[axis])
            {
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.WindowTooLarge, context.Settings.SpanOf(sizes), context.Name, Text(extent), x.ToString(), Text(lengths[axis]), $"make {sizes} smaller, or set Padding = Padding.Same{ChannelsFirst(x, rank)}"));
            }

            (before[axis], after[axis]) = padding switch
            {
                "Same" => Same(lengths[axis], context.Positions("DilationRate", extent), strides[axis]),
                "Causal" => (context.Positions("DilationRate", extent) - 1, 0),
                _ => (0, 0),
            };
        }

        return new([.. strides], [.. dilations], [.. before], [.. after]);
    }

    /// <summary>A number of positions along an axis, which are counted in 32 bits, that a setting makes.</summary>
    public static int Positions(this LayerContext context, string setting, long positions)
    {
        if (positions <= int.MaxValue)
        {
            return (int)positions;
        }

        string value = context.Settings.Integers(setting) is { Count: > 0 } written ? $"[{string.Join(", ", written)}]" : "not given";
        throw context.Settings.Unfit(setting, value, $"that makes {Text(positions)} positions along an axis, and the most are {Text(int.MaxValue)}");
    }

    /// <summary>A setting as two numbers for each spatial axis: written as one for all sides, one for both sides of each axis, or two for each axis.</summary>
    public static (int Before, int After)[] Sides(this LayerContext context, string name, int rank, int fallback)
    {
        IReadOnlyList<int> written = context.Settings.Integers(name) is { Count: > 0 } given ? given : [fallback];
        if ((written.Count != 1 && written.Count != rank && written.Count != 2 * rank) || written.Any(n => n < 0))
        {
            throw context.Settings.Unfit(name, $"[{string.Join(", ", written)}]", rank == 1
                ? "it must be one number from 0 on for both sides, or two"
                : $"it must be one number from 0 on for all sides, {Text(rank)} (one for each axis) or {Text(2 * rank)} (before and after for each axis)");
        }

        return [.. Enumerable.Range(0, rank).Select(axis => written.Count == 2 * rank ? (written[2 * axis], written[(2 * axis) + 1])
            : written.Count == 1 ? (written[0], written[0])
            : (written[axis], written[axis]))];
    }

    /// <summary>The member of <c>Padding</c>.</summary>
    /// <param name="takesCausal">Whether the layer, over one axis, may have all of its padding before the first step.</param>
    public static string Padding(this LayerContext context, int rank, bool takesCausal = false)
    {
        string padding = context.Settings.Member("Padding", "Valid");
        return padding != "Causal" || (takesCausal && rank == 1) ? padding
            : throw context.Settings.Unfit("Padding", "Causal", "only convolutions over one axis take it (Conv1D, DepthwiseConv1D, SeparableConv1D): use Padding.Same or Padding.Valid");
    }

    /// <summary>TensorFlow's rule: ⌈length / stride⌉ windows, and of the padding that they need half before and the rest behind.</summary>
    public static (int Before, int After) Same(int length, int extent, int stride)
    {
        int outputs = ((length - 1) / stride) + 1;
        int total = (int)Math.Max(0, ((long)(outputs - 1) * stride) + extent - length);
        return (total / 2, total - (total / 2));
    }

    /// <summary>Sees that channels and filters can be cut into groups.</summary>
    public static int Groups(this LayerContext context, Value x, int filters)
    {
        int groups = context.Settings.Integer("Groups", 1), channels = context.SizeOf(x, -1);
        if (groups < 1)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.SizeNotPositive, context.Settings.SpanOf("Groups"), "Groups", $"'{context.Name}'", Text(groups)));
        }

        return channels % groups == 0 && filters % groups == 0 ? groups : throw new DiagnosticException(DiagnosticInfo.Of(
            Descriptors.GroupsDoNotDivide, context.Settings.SpanOf("Groups"), context.Name, Text(groups), channels % groups == 0 ? $"{Text(filters)} filters" : $"{Text(channels)} channels of its input {x.Shape}"));
    }

    /// <summary>The shape of a kernel.</summary>
    public static Shape Kernel(int[] window, int channels, int filters) => new([.. window.Select(w => Dimension.Constant(w)), channels, filters]);

    /// <summary>The layer's kin that takes the input as it is.</summary>
    private static string OtherRank(string kind, int rank, int given)
    {
        string other = kind.Replace($"{Text(rank)}D", $"{Text(given)}D");
        return given > 0 && LayerRegistry.Find(other) is not null ? $", or use {other}" : "";
    }

    /// <summary>An image a few pixels high and very wide, of many channels, is most likely one whose channels come first.</summary>
    private static string ChannelsFirst(Shape x, int rank) =>
        rank > 1 && x.Rank == rank + 2 && x.Dimensions.Skip(1).All(d => d.IsConstant) && x[1].Value <= 4 && x.Dimensions.Skip(2).All(d => d.Value > 4 * x[1].Value)
            ? $"; if the channels come first, write ({string.Join(", ", x.Dimensions.Skip(1))}, ChannelsFirst = true) in its [Input] or [Shape]"
            : "";

    /// <summary>Pictures have channels of their own, which an input most likely forgot; else there is one.</summary>
    private static string ChannelsLast(Value x, int rank)
    {
        string sizes = string.Join(", ", x.Shape.Dimensions.Skip(1));
        return rank == 2 && x.Node.Operator is Input ? $"({sizes}, 3) for colours or ({sizes}, 1) for grey in its [Input] or [Shape]" : $"[Reshape({sizes}, 1)]";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
