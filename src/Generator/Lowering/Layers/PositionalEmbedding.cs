using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A sequence plus a learned vector for each place; sequences may be shorter than the table.</summary>
internal sealed class PositionalEmbedding : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int longest = context.Settings.Size("MaxLength");
        if (x.Shape.Rank != 3)
        {
            throw context.ShapeError(x.Shape.ToString(), "takes sequences, (batch, steps, features)", "put it behind [Embedding], or [Reshape] before it");
        }

        Dimension steps = x.Shape[1];
        if (!steps.IsConstant && steps != Dimension.Length)
        {
            throw context.ShapeError(x.Shape.ToString(), $"has a row for each of {longest.ToString(CultureInfo.InvariantCulture)} places, and cannot tell whether {steps} are more", "put it where the sequence has the steps of the input");
        }

        long most = steps.IsConstant ? steps.Value : context.MaxLength;
        if (most > longest)
        {
            string input = FormattableString.Invariant($"its input has {(steps.IsConstant ? "" : "up to ")}{most} steps");
            throw context.Settings.Unfit("MaxLength", longest.ToString(CultureInfo.InvariantCulture), $"{input}: make it at least as many");
        }

        return x + context.Weight("embeddings", Shape.Of(longest, context.SizeOf(x, 2)), "RandomUniform").Apply(new Operators.Slice(0, 0, steps));
    }
}
