using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>A node of a scan's body outside of the loop: the same in every step, or a sequence (steps, …) with an element for each.</summary>
internal readonly record struct Lifted(Value Value, bool IsSequence);

/// <summary>An operator applied in every step of a loop as one application to all steps: the steps are one more axis in front.</summary>
internal static class StepLifting
{
    /// <param name="step">The type of the result in one step.</param>
    /// <returns>Null where there is no such operator; the result is a sequence if an input is one.</returns>
    public static Value? Apply(GraphBuilder builder, Operator op, TensorType step, Dimension steps, IReadOnlyList<Lifted> inputs)
    {
        Value[] values = [.. inputs.Select(i => i.Value)];
        if (!inputs.Any(i => i.IsSequence))
        {
            return builder.Apply(op, values);
        }

        switch (op)
        {
            case BroadcastTo { Shape: var shape }:
                return Align(inputs[0], shape.Rank).BroadcastTo(shape.Insert(0, steps));
            case ElementwiseOperator:
                return builder.Apply(op, [.. inputs.Select(i => Align(i, step.Shape.Rank))]);
            case MatrixProduct { TransposeLeft: false } product when inputs[0].IsSequence && !inputs[1].IsSequence && values[1].Shape.Rank == 2:
                return builder.Apply(product, Samples(values[0]), values[1]).Reshape(step.Shape.Insert(0, steps));
            case Convolution or ConvolutionInputGradient when inputs[0].IsSequence && !inputs[1].IsSequence:
                return builder.Apply(op, Samples(values[0]), values[1]).Reshape(step.Shape.Insert(0, steps));
            case MatrixProduct or Concatenate when !inputs.All(i => i.IsSequence):
                return null;
            case MatrixProduct or Softmax or LogSoftmax or OneHot:
                return builder.Apply(op, values);
            case ReductionOperator reduction:
                return builder.Apply(reduction with { Axes = reduction.Axes.Select(a => a + 1).ToEquatableArray() }, values);
            case Reshape:
                return values[0].Reshape(step.Shape.Insert(0, steps));
            case Transpose transpose:
                return values[0].Transpose(transpose.Permutation.Select(a => a + 1).Prepend(0));
            case Slice slice:
                return builder.Apply(slice with { Axis = slice.Axis + 1 }, values);
            case Pad pad:
                return builder.Apply(pad with { Axis = pad.Axis + 1 }, values);
            case Reverse reverse:
                return builder.Apply(new Reverse(reverse.Axis + 1), values);
            case Concatenate concatenate:
                return builder.Apply(new Concatenate(concatenate.Axis + 1), values);
            case StopGradient:
                return builder.Apply(op, values);
            case Gather when !inputs[0].IsSequence:
                return builder.Apply(op, values);
            default:
                return null;
        }
    }

    /// <summary>A sequence (steps, batch, …) as more samples.</summary>
    public static Value Samples(Value sequence) => sequence.Reshape(sequence.Shape.WithoutAxis(0).WithAxis(0, sequence.Shape[0] * sequence.Shape[1]));

    /// <summary>A sequence whose elements have fewer axes than those beside them gets axes of size one behind the steps.</summary>
    private static Value Align(Lifted input, int rank)
    {
        Shape shape = input.Value.Shape;
        return !input.IsSequence || shape.Rank == rank + 1
            ? input.Value
            : input.Value.Reshape(new(shape.Dimensions.Skip(1).Reverse().Concat(Enumerable.Repeat(Dimension.One, rank + 1 - shape.Rank)).Append(shape[0]).Reverse().ToEquatableArray()));
    }
}
