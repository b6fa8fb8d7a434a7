using Compiled.Generator.Graphs;

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
        if (!left.Shape[depthAxis].IsConstant)
        {
            throw call.BatchError(left);
        }

        if (right.Shape.Rank == 2 && !(right.Shape[0].IsConstant && right.Shape[1].IsConstant))
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

    /// <summary>Keras's <c>Dot</c>: products summed along one axis of each tensor, for each sample.</summary>
    public static Value Dot(OperatorCall call)
    {
        Value left = call.Tensor("left"), right = call.Tensor("right");
        IReadOnlyList<Dimension> axes = call.Sizes("axes") ?? [-1];
        int leftAxis = call.Axis(left, (int)axes[0].Value), rightAxis = call.Axis(right, (int)axes[axes.Count - 1].Value);
        if (left.Shape.Rank is < 2 or > 3 || right.Shape.Rank is < 2 or > 3 || left.Shape[leftAxis] != right.Shape[rightAxis])
        {
            throw call.Unfit(
                $"{left.Shape} along axis {leftAxis} and {right.Shape} along axis {rightAxis} have no products to sum",
                "both take one or two axes after the batch, and the sizes of the summed axes are equal");
        }

        return call.Boolean("normalize", false)
            ? Recipes.BatchDot(Recipes.Normalize(left, leftAxis), Recipes.Normalize(right, rightAxis), leftAxis, rightAxis)
            : Recipes.BatchDot(left, right, leftAxis, rightAxis);
    }
}
