using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// The transpose of a convolution over one, two or three spatial axes: what the convolution that would give the input's sizes hands back
/// to its own input. Lengths follow Keras's <c>deconv_output_length</c>.
/// </summary>
internal sealed class ConvTranspose(int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"Conv{rank}DTranspose");

    public override bool IsAffine => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        int filters = context.Settings.Size("Filters");
        int[] window = context.Window("KernelSize", rank, []), strides = context.PerAxis("Strides", rank, [1]), dilations = context.PerAxis("DilationRate", rank, [1]);
        bool isSame = context.Padding(rank) == "Same";
        bool isOpen = context.Settings.Integers("OutputPadding") is not { Count: > 0 };
        int[] longer = context.PerAxis("OutputPadding", rank, [0], minimum: 0);
        var lengths = new int[rank];
        var paddings = new (int Before, int After)[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int length = context.SizeOf(x, axis + 1), extent = context.Positions("DilationRate", Sliding.Extent(window[axis], dilations[axis]));
            if (!isOpen)
            {
                CheckOutputPadding(context, longer[axis], strides[axis], extent, isSame);
            }

            lengths[axis] = context.Positions(context.Settings.Find("Strides") is null ? "KernelSize" : "Strides", isOpen
                ? ((long)length * strides[axis]) + (isSame ? 0 : Math.Max(extent - strides[axis], 0))
                : ((length - 1L) * strides[axis]) + extent - (isSame ? extent / 2 * 2 : 0) + longer[axis]);
            paddings[axis] = isSame ? SpatialSettings.Same(lengths[axis], extent, strides[axis]) : (0, 0);
        }

        var sliding = new Sliding([.. strides], [.. dilations], [.. paddings.Select(p => p.Before)], [.. paddings.Select(p => p.After)]);
        Value kernel = context.Weight("kernel", SpatialSettings.Kernel(window, filters, context.SizeOf(x, -1)), "GlorotUniform");
        return context.Activate(context.AddBias(x.ConvolutionInputGradient(kernel, sliding, groups: 1, lengths)));
    }

    /// <summary>Sees that the convolution of the output gives the input's size again: with <c>Same</c>, an even window takes one position more away than it adds.</summary>
    private static void CheckOutputPadding(LayerContext context, int longer, int stride, int extent, bool isSame)
    {
        int least = isSame && extent % 2 == 0 ? 1 : 0;
        if (longer >= least && longer < stride)
        {
            return;
        }

        string limit = stride.ToString(CultureInfo.InvariantCulture), window = extent.ToString(CultureInfo.InvariantCulture);
        throw context.Settings.Unfit("OutputPadding", longer.ToString(CultureInfo.InvariantCulture),
            least == 0 ? $"it must be less than the stride {limit}"
            : stride == 1 ? $"with Padding.Same, the stride 1 and a window over {window} positions no value fits: leave it out"
            : $"with Padding.Same and a window over {window} positions it must be at least 1 and less than the stride {limit}");
    }
}
