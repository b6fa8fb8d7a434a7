using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>
/// Sums a value of each step over all steps, outside of the loop where that is one operation on all steps: the products that make the
/// gradient of a weight matrix are one product of all steps' factors. What has no such form is summed in the loop, in a state.
/// </summary>
internal static class StepSums
{
    /// <returns>Makes the sum of the built scan.</returns>
    public static Func<ScanResults, Value> Of(ScanBuilder loop, Value step)
    {
        Value[] inputs = [.. step.Node.Inputs.Select(i => new Value(loop.Body, i))];
        switch (step.Node.Operator)
        {
            case Add or Subtract when inputs.All(i => i.Shape == step.Shape):
            case Negate or Reshape or Transpose or Pad or Slice or Concatenate:
                Func<ScanResults, Value>[] parts = [.. inputs.Select(i => Of(loop, i))];
                return results => loop.Outer.Apply(step.Node.Operator, [.. parts.Select(p => p(results))]);

            case MatrixProduct { TransposeLeft: true, TransposeRight: false } when step.Shape.Rank == 2:
            case ConvolutionKernelGradient:
                Func<ScanResults, Value> left = Sequence(inputs[0]), right = Sequence(inputs[1]);
                return results => loop.Outer.Apply(step.Node.Operator, StepLifting.Samples(left(results)), StepLifting.Samples(right(results)));

            case ReduceSum sum:
                Func<ScanResults, Value> summed = Sequence(inputs[0]);
                return results => summed(results).Sum(sum.Axes.Select(a => a + 1).Prepend(0)).Reshape(step.Shape);

            default:
                Value total = loop.State(loop.Outer.Constant(0).BroadcastTo(step.Shape));
                loop.Next(total, total + step);
                int index = ((StepInput)total.Node.Operator).Index;
                return results => results.Final(index);
        }

        Func<ScanResults, Value> Sequence(Value value)
        {
            if (loop.OuterSequence(value) is { } known)
            {
                return _ => known;
            }

            int emitted = loop.Emit(value);
            return results => results.Sequence(emitted);
        }
    }
}
