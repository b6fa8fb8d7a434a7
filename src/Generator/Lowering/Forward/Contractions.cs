using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>The sums of products that <c>Forward</c> may call.</summary>
internal static class Contractions
{
    /// <summary>A product of matrices along the last two axes; a matrix on the right serves every leading axis of the left.</summary>
    public static Value MatrixProduct(OperatorCall call)
    {
        Value left = call.Tensor("left"), right = call.Tensor("right");
        bool transposeLeft = call.Boolean("transposeLeft", false), transposeRight = call.Boolean("transposeRight", false);
        if (left.Shape.Rank < 2 || right.Shape.Rank < 2)
        {
            throw call.Unfit($"{left.Shape} and {right.Shape} are not both matrices", "a product takes tensors with two axes or more");
        }

        int depthAxis = left.Shape.Rank - (transposeLeft ? 2 : 1);
        if (left.Shape[depthAxis].DependsOnBatch)
        {
            throw call.BatchError(left);
        }

        if (right.Shape.Rank == 2 && (right.Shape[0].DependsOnBatch || right.Shape[1].DependsOnBatch))
        {
            throw call.BatchError(right);
        }

        if (left.Shape.Rank == 2 || right.Shape.Rank > 2 || transposeLeft)
        {
            return left.MatrixProduct(right, transposeLeft, transposeRight);
        }

        int last = left.Shape.Rank - 1;
        Value rows = left.Reshape(Shape.Of(left.Shape.WithoutAxis(last).Length, left.Shape[last]));
        return rows.MatrixProduct(right, transposeRight: transposeRight).Reshape(left.Shape.WithAxis(last, right.Shape[transposeRight ? 0 : 1]));
    }

    /// <summary>The sum of products along the last axis, which stays.</summary>
    public static Value Dot(OperatorCall call)
    {
        Value product = call.Tensor("left") * call.Tensor("right");
        return product.Sum([call.Axis(product, -1)], keepDimensions: true);
    }
}
