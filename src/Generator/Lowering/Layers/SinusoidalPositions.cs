using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// A sequence plus waves that tell the places apart (Vaswani et al. 2017, section 3.5): at feature 2k sin(p / w^(2k / features)), at feature
/// 2k + 1 its cosine, for place p and <c>MaxWavelength</c> w.
/// </summary>
internal sealed class SinusoidalPositions : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        double longest = context.Settings.Positive("MaxWavelength", 10_000);
        if (x.Shape.Rank != 3)
        {
            throw context.ShapeError(x.Shape.ToString(), "takes sequences, (batch, steps, features)", "put it behind [Embedding], or [Reshape] before it");
        }

        Value feature = x.Positions(2), pair = (feature * 0.5).Apply(new Floor()), isOdd = feature - (pair * 2);
        Value frequency = (pair * (-2 * Math.Log(longest) / context.SizeOf(x, 2))).Exp();
        Value angle = x.Positions(1).WithLastAxis() * frequency;
        return x + isOdd.Select(angle.Apply(new Cos()), angle.Apply(new Sin()));
    }
}
