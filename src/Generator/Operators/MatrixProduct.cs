using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// The matrix product of the last two axes, for each index of the (equal) axes before them: (…, rows, depth) with (…, depth, columns)
/// gives (…, rows, columns). A transposed operand lies with its two last axes swapped.
/// </summary>
internal sealed record MatrixProduct(bool TransposeLeft, bool TransposeRight) : Operator
{
    public override FusionClass Fusion => FusionClass.Contraction;

    public override IReadOnlyList<object> RuntimeArguments => [TransposeLeft, TransposeRight];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape left = inputs[0].Shape, right = inputs[1].Shape;
        if (left.Rank < 2 || right.Rank != left.Rank)
        {
            throw new ShapeException($"MatrixProduct takes two tensors of one rank, 2 or more, but got {left} and {right}");
        }

        int last = left.Rank - 1;
        for (int axis = 0; axis < last - 1; axis++)
        {
            if (left[axis] != right[axis])
            {
                throw new ShapeException($"MatrixProduct of {left} and {right}: axis {axis} is {left[axis]} in one and {right[axis]} in the other");
            }
        }

        Dimension depth = Depth(left), rightDepth = TransposeRight ? right[last] : right[last - 1];
        return depth == rightDepth
            ? new(left.WithAxis(last - 1, TransposeLeft ? left[last] : left[last - 1]).WithAxis(last, TransposeRight ? right[last - 1] : right[last]))
            : throw new ShapeException($"MatrixProduct of {Describe(left, TransposeLeft)} and {Describe(right, TransposeRight)}: {depth} products on the left, {rightDepth} on the right");
    }

    public override void RefuseInForward(IReadOnlyList<TensorType> inputs)
    {
        Shape left = inputs[0].Shape, right = inputs[1].Shape;
        if (Depth(left).DependsOnBatch)
        {
            throw new BatchContractionException($"MatrixProduct of {Describe(left, TransposeLeft)} and {Describe(right, TransposeRight)} sums over the batch axis");
        }
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value left, Value right) = (inputs[0], inputs[1]);
        return
        [
            TransposeLeft ? Product(right, gradient, TransposeRight, true) : Product(gradient, right, false, !TransposeRight),
            TransposeRight ? Product(gradient, left, true, TransposeLeft) : Product(left, gradient, !TransposeLeft, false),
        ];
    }

    /// <summary>The length of each sum of products.</summary>
    public Dimension Depth(Shape left) => TransposeLeft ? left[left.Rank - 2] : left[left.Rank - 1];

    private static Value Product(Value left, Value right, bool transposeLeft, bool transposeRight) =>
        left.Builder.Apply(new MatrixProduct(transposeLeft, transposeRight), left, right);

    private static string Describe(Shape shape, bool transposed) => transposed ? $"{shape} transposed" : shape.ToString();
}
