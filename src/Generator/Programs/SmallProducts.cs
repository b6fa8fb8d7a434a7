using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// Finds products in a row that are so small that, for a single sample, calling the general kernel and filling its tiles would cost more
/// than multiplying. The rule is here and nowhere else.
/// </summary>
internal static class SmallProducts
{
    /// <summary>The most summands and columns: a sum is then one block, and each row of the matrix a few registers.</summary>
    private const int MostSize = 256;

    /// <summary>The most weights of a matrix: half of a small second-level cache.</summary>
    private const int MostWeights = 1 << 15;

    /// <summary>How many kernels from <paramref name="first"/> on are such products, each of which reads what the one before it computes.</summary>
    public static int Count(Program program, int first)
    {
        int count = 0;
        while (first + count < program.Kernels.Count
            && IsSmall(program, program.Kernels[first + count])
            && (count == 0 || Follows(program.Graph, program.Kernels[first + count - 1], program.Kernels[first + count])))
        {
            count++;
        }

        return count;
    }

    /// <summary>A layer of weights over a batch of rows; its sums may wait where its result goes, as nothing but weights is read by what finishes them.</summary>
    private static bool IsSmall(Program program, Kernel kernel)
    {
        Graph graph = program.Graph;
        if (program.Name != "Infer"
            || kernel.Root.Operator is not MatrixProduct { TransposeLeft: false, TransposeRight: false }
            || kernel.Prologue.Count > 0
            || kernel.Results.Count != 1
            || kernel.Root.Shape.Rank != 2
            || kernel.Root.Shape[0] != Dimension.Batch
            || !IsParameter(graph, kernel.Root.Inputs[1]))
        {
            return false;
        }

        Shape weights = graph[kernel.Root.Inputs[1]].Shape;
        return weights[0].IsConstant && weights[1].IsConstant
            && weights[0].Value is > 0 and <= MostSize && weights[1].Value is > 0 and <= MostSize
            && weights.Length.Value <= MostWeights
            && !graph.IsStrided(graph.Owner(kernel.Root.Inputs[0]))
            && kernel.Inputs.All(input => input == kernel.Root.Inputs[0] || IsParameter(graph, input));
    }

    private static bool Follows(Graph graph, Kernel before, Kernel kernel) =>
        graph.Owner(kernel.Root.Inputs[0]) == graph.Owner(before.Results[0]) && graph[kernel.Root.Inputs[0]].Shape[1] == before.Root.Shape[1];

    private static bool IsParameter(Graph graph, int node) => graph[graph.Owner(node)].Operator is Parameter;
}
