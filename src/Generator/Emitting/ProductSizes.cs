using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>The sizes of a kernel's matrix products.</summary>
/// <param name="Count">How many there are, one for each index of the axes before the last two.</param>
/// <param name="Rows">The rows of each.</param>
/// <param name="Columns">The columns of each.</param>
/// <param name="Depth">The length of its sums.</param>
internal sealed record ProductSizes(Dimension Count, Dimension Rows, Dimension Columns, Dimension Depth)
{
    public static ProductSizes Of(Graph graph, Kernel kernel, MatrixProduct product)
    {
        Shape result = kernel.Root.Shape;
        Dimension count = result.Dimensions.Take(result.Rank - 2).Aggregate(Dimension.One, (p, d) => p * d);
        return new(count, result[result.Rank - 2], result[result.Rank - 1], product.Depth(graph[kernel.Root.Inputs[0]].Shape));
    }
}
