using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// (x − mean) / √(variance + epsilon) · gamma + beta along an axis (Ioffe and Szegedy 2015): with the statistics of the batch in training,
/// which also move the averages; with the moving averages otherwise, and always where the layer is frozen,
/// as in Keras. Steps of padding have no part in the statistics.
/// </summary>
internal sealed class BatchNormalization : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int axis = context.Axis(x, context.Settings.Integer("Axis", -1), "Axis");
        Shape shape = Shape.Of(context.SizeOf(x, axis));
        Shape broadcast = new(Enumerable.Range(0, x.Shape.Rank - axis).Select(a => a == 0 ? shape[0] : Dimension.One).ToEquatableArray());
        double momentum = context.Settings.Real("Momentum", 0.99), epsilon = context.Settings.Real("Epsilon", 0.001);
        Value? gamma = context.Settings.Boolean("Scale", true) ? context.Weight("gamma", shape, "Ones") : null;
        Value? beta = context.Settings.Boolean("Center", true) ? context.Weight("beta", shape, "Zeros") : null;
        Value mean = context.Weight("moving_mean", shape, "Zeros", isState: true);
        Value variance = context.Weight("moving_variance", shape, "Ones", isState: true);
        if (context.IsTraining && !context.IsFrozen)
        {
            int[] others = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis)];
            (Value movingMean, Value movingVariance) = (mean, variance);
            mean = Mean(x, others, context.Masks[0]);
            variance = Mean((x - mean.Reshape(broadcast)).Square(), others, context.Masks[0]);
            context.Update("moving_mean", (movingMean * momentum) + (mean * (1 - momentum)));
            context.Update("moving_variance", (movingVariance * momentum) + (variance * (1 - momentum)));
        }

        Value factor = 1 / (variance + epsilon).Sqrt();
        Value y = (x - mean.Reshape(broadcast)) * (gamma is { } g ? g * factor : factor).Reshape(broadcast);
        return beta is { } b ? y + b.Reshape(broadcast) : y;
    }

    /// <summary>The mean over all values that count.</summary>
    private static Value Mean(Value x, int[] axes, Value? mask)
    {
        if (mask is not { } steps)
        {
            return x.Mean(axes);
        }

        // Each step of the mask stands for the values on the axes behind it.
        Dimension values = axes.Where(a => a >= steps.Shape.Rank).Aggregate(Dimension.One, (product, a) => product * x.Shape[a]);
        Value count = Masks.Spread(steps, x.Shape.Rank).Sum(axes) * x.Builder.Size(values);
        return Masks.Clear(x, steps).Sum(axes) / count.Maximum(1);
    }
}
