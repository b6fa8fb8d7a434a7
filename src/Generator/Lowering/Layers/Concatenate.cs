using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Its inputs one after the other along an axis.</summary>
internal sealed class Concatenate : LayerRecipe
{
    public override int MinimumInputs => 2;

    public override int MaximumInputs => int.MaxValue;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        int axis = context.Axis(inputs[0], context.Settings.Integer("Axis", -1), "Axis");
        Shape first = inputs[0].Shape;
        foreach (Value input in inputs.Skip(1))
        {
            if (input.Shape.Rank != first.Rank || input.Shape.WithAxis(axis, first[axis]) != first)
            {
                throw context.MergeError(inputs[0], input, $"all sizes but that of axis {axis} must be equal: reshape one of the inputs");
            }
        }

        return inputs.Concatenate(axis);
    }

    /// <summary>Along the steps masks follow each other, with ones for an input that has none; along another axis a step counts that counts in each.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output)
    {
        int axis = context.Axis(inputs[0], context.Settings.Integer("Axis", -1), "Axis");
        return Masks.Join(inputs, context.Masks, axis) is { } joined ? joined : context.PassMask(output, axis);
    }
}
