using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>What stands above a kernel.</summary>
internal static class KernelComment
{
    /// <summary>The layer that a kernel computes; empty for none.</summary>
    public static string Layer(Kernel kernel) => kernel.Root.Layer.Length == 0 ? "" : kernel.Root.Layer + (kernel.Root.IsBackward ? ", backward" : "");

    /// <summary>The operators in order.</summary>
    public static string Operators(Graph graph, Kernel kernel) => string.Join(", ", kernel.Through.Concat(kernel.Nodes).Select(n => graph[n].Operator.GetType().Name));

    /// <summary>The layer, the operators in order and the shapes.</summary>
    public static string Of(Graph graph, Kernel kernel)
    {
        string layer = Layer(kernel) is { Length: > 0 } name ? name + ": " : "";
        if (kernel.Root.Operator is Scan scan)
        {
            string states = string.Join(", ", kernel.Root.Inputs.Take(scan.States).Select(i => graph[i].Shape.ToString()));
            return $"{layer}Scan over {scan.Steps} steps{(scan.IsReversed ? ", the last first" : "")}; states {states}";
        }

        string inputs = string.Join(", ", kernel.Inputs.Select(i => Text(graph[i])).Distinct());
        return $"{layer}{Operators(graph, kernel)}; {inputs}{(inputs.Length == 0 ? "" : " ")}to {string.Join(", ", Results(graph, kernel))}";
    }

    /// <summary>The shape of what is computed; of parts of the rows of others, which parts.</summary>
    private static IEnumerable<string> Results(Graph graph, Kernel kernel)
    {
        IEnumerable<string> parts = kernel.Parts.Select(p => Part(graph[p.Node].Shape, p.Start)).Distinct();
        return kernel.Parts.Count == 0 || kernel.Nodes.Any(kernel.Results.Contains) ? parts.Prepend(kernel.Root.Shape.ToString()) : parts;
    }

    /// <summary>The shape of an input; of a part that is read where it lies, which part: <c>(batch, 128..256)</c>.</summary>
    private static string Text(Node input) => input.Operator is Slice { IsInPlace: true } slice ? Part(input.Shape, slice.Start) : input.Shape.ToString();

    private static string Part(Shape shape, Dimension start) =>
        $"({string.Join(", ", shape.Dimensions.Select((d, axis) => axis == shape.Rank - 1 ? $"{start}..{start + d}" : d.ToString()))})";
}
