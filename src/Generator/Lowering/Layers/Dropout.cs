using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// While training, sets each value to zero with probability rate and scales the others by 1 / (1 − rate)
/// (Srivastava et al. 2014); else nothing. <c>NoiseShape</c> gives the mask's sizes after the batch, 1 where it is shared.
/// </summary>
internal sealed class Dropout : StepwiseLayer
{
    public override bool DropsValues => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        return Drop(context, x, NoiseShape(context, x));
    }

    /// <summary>Drops values of <paramref name="x"/> with a mask that is broadcast to it.</summary>
    public static Value Drop(LayerContext context, Value x, Shape noise)
    {
        double rate = context.Settings.Rate("Rate");
        if (!context.IsTraining || rate == 0)
        {
            return x;
        }

        return x * Mask(context, noise, rate);
    }

    /// <summary>Zeros with probability <paramref name="rate"/>, else what keeps the expected sum.</summary>
    public static Value Mask(LayerContext context, Shape shape, double rate) =>
        context.Builder.Constant(rate).LessOrEqual(context.RandomUniform(shape)) * (1 / (1 - rate));

    private static Shape NoiseShape(LayerContext context, Value x)
    {
        if (context.Settings.Integers("NoiseShape") is not { Count: > 0 } sizes)
        {
            return x.Shape;
        }

        bool fits = sizes.Count == x.Shape.Rank - 1;
        for (int i = 0; fits && i < sizes.Count; i++)
        {
            fits = sizes[i] == 1 || x.Shape[i + 1] == Dimension.Constant(sizes[i]);
        }

        return fits
            ? new Shape(new[] { x.Shape[0] }.Concat(sizes.Select(s => Dimension.Constant(s))).ToEquatableArray())
            : throw context.Settings.Unfit("NoiseShape", $"[{string.Join(", ", sizes)}]", $"each size must be 1 or that of the input {x.Shape}, the batch axis left out");
    }
}
