using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>(x − mean) / √(variance + epsilon) · gamma + beta with the statistics of each sample along axes (Ba et al. 2016).</summary>
internal sealed class LayerNormalization : LayerRecipe
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int[] axes = Axes(context, x);
        Shape shape = new(axes.Select(a => Dimension.Constant(context.SizeOf(x, a))).ToEquatableArray());
        Shape broadcast = new(Enumerable.Range(axes[0], x.Shape.Rank - axes[0]).Select(a => axes.Contains(a) ? x.Shape[a] : Dimension.One).ToEquatableArray());
        Value centered = x - x.Mean(axes, keepDimensions: true);
        Value variance = centered.Square().Mean(axes, keepDimensions: true);
        Value y = centered / (variance + context.Settings.Real("Epsilon", 0.001)).Sqrt();
        if (context.Settings.Boolean("Scale", true))
        {
            y *= context.Weight("gamma", shape, "Ones").Reshape(broadcast);
        }

        return context.Settings.Boolean("Center", true) ? y + context.Weight("beta", shape, "Zeros").Reshape(broadcast) : y;
    }

    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.PassMask(output, Axes(context, inputs[0])[0]);

    /// <summary>The axes that share statistics, in order.</summary>
    private static int[] Axes(LayerContext context, Value x) => [.. (context.Settings.Integers("Axis") ?? [-1]).Select(a => context.Axis(x, a, "Axis")).Distinct().OrderBy(a => a)];
}
