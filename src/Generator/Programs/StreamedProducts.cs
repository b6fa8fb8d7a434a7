using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// A product over all steps of a sequence that nothing but one loop reads, element by element, as a recurrent layer reads what its inputs
/// contribute: the loop computes it for a few steps at a time, where they stay in the caches, and there is no memory for all of it.
/// </summary>
internal static class StreamedProducts
{
    /// <summary>The kernels with such products as parts of their loops.</summary>
    /// <param name="kernels">In the order in which they run: what changes parameters comes last, so that a product which moves to its loop still reads the old ones.</param>
    public static IReadOnlyList<Kernel> Attach(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        ILookup<int, Kernel> readers = kernels.SelectMany(k => k.Inputs.Select(graph.Owner).Distinct().Select(i => (Input: i, Kernel: k))).ToLookup(r => r.Input, r => r.Kernel);
        HashSet<int> kept = new(graph.Outputs.Select(o => graph.Owner(o.Node)));
        ILookup<int, Kernel> streamed = kernels
            .Where(k => k.Results.Count == 1 && !kept.Contains(k.Results[0])
                && readers[k.Results[0]].ToList() is [{ Root.Operator: Scan } loop] && CanStream(graph, k, loop))
            .ToLookup(k => readers[k.Results[0]].First().Root.Id);
        if (streamed.Count == 0)
        {
            return kernels;
        }

        HashSet<int> moved = new(streamed.SelectMany(g => g).Select(k => k.Root.Id));
        IEnumerable<Kernel> holding = kernels.Where(k => !moved.Contains(k.Root.Id)).Select(k => Hold(k, [.. streamed[k.Root.Id].Select(ReadInPlace)]));
        return [.. WithoutUnread(graph, [.. holding]).Select((k, index) => k with { Index = index })];

        // A copy in the order of steps that nothing else reads is not made.
        Kernel ReadInPlace(Kernel product)
        {
            int left = graph.Owner(product.Root.Inputs[0]);
            return !kept.Contains(left) && readers[left].All(r => moved.Contains(r.Root.Id)) && RowsOf(graph, product, (Scan)readers[product.Results[0]].First().Root.Operator) is { } rows
                ? product with { Rows = rows, Inputs = [.. product.Inputs.Where(i => i != product.Root.Inputs[0]).Append(rows.Source).Concat(rows.Ids is { } ids ? [ids] : []).Distinct().OrderBy(i => i)] }
                : product;
        }
    }

    /// <summary>The number of the loop's sequence that a product is.</summary>
    public static int SequenceOf(Graph graph, Kernel product, Kernel loop)
    {
        var scan = (Scan)loop.Root.Operator;
        return Enumerable.Range(0, scan.Sequences).First(i => graph.Owner(loop.Root.Inputs[scan.States + i]) == product.Results[0]);
    }

    /// <summary>The rows of a product that belong to one step.</summary>
    public static Dimension RowsOfStep(Kernel product, Scan scan) => product.Root.Shape[0].TryDivide(scan.Steps, out Dimension rows)
        ? rows
        : throw new InvalidOperationException($"{product.Root} has no rows for each of {scan.Steps} steps");

    private static Kernel Hold(Kernel loop, IReadOnlyList<Kernel> products) => loop with
    {
        Streamed = products.ToEquatableArray(),
        Inputs = loop.Inputs.Concat(products.SelectMany(p => p.Inputs)).Distinct().OrderBy(i => i).ToEquatableArray(),
    };

    /// <summary>Where the rows of a product lie in the order of samples; null where they do not.</summary>
    private static StreamedRows? RowsOf(Graph graph, Kernel product, Scan scan)
    {
        // A row of the product is a row of the copy: a reshape between may cut or join them.
        Node left = graph[graph.Owner(product.Root.Inputs[0])];
        Shape rows = graph[product.Root.Inputs[0]].Shape;
        if (left is not { Operator: Transpose { Permutation: [1, 0, 2] } }
            || left.Shape != Shape.Of(scan.Steps, RowsOfStep(product, scan), rows[rows.Rank - 1])
            || graph.IsStrided(left.Inputs[0]))
        {
            return null;
        }

        // What is made of weights alone is kept between predictions.
        Node source = graph[graph.Owner(left.Inputs[0])];
        return source.Operator is Gather
            && source.Shape == graph[left.Inputs[0]].Shape
            && graph[source.Inputs[0]].Operator is Parameter
            && !graph.IsStrided(source.Inputs[1])
            && graph[graph.Owner(product.Root.Inputs[1])].Operator is Parameter
            && product.Inputs.All(input => input == product.Root.Inputs[0] || IsPartOfWeight(graph, input))
            ? new(source.Inputs[0], graph.Owner(source.Inputs[1]))
            : new(source.Id, null);
    }

    private static bool IsPartOfWeight(Graph graph, int node)
    {
        while (graph[node].Operator is Slice || graph.IsView(node))
        {
            node = graph[node].Inputs[0];
        }

        return graph[node].Operator is Parameter;
    }

    private static IReadOnlyList<Kernel> WithoutUnread(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        HashSet<int> read = new(kernels.SelectMany(k => k.Inputs).Concat(graph.Outputs.Select(o => o.Node)).Select(graph.Owner));
        Kernel[] left = [.. kernels.Where(k => k.Results.Count == 0 || k.Results.Any(read.Contains))];
        return left.Length == kernels.Count ? left : WithoutUnread(graph, left);
    }

    private static bool CanStream(Graph graph, Kernel kernel, Kernel loop)
    {
        var scan = (Scan)loop.Root.Operator;

        // A loop inside would use the same memory.
        if (kernel.Root.Operator is not MatrixProduct { TransposeLeft: false }
            || kernel.Prologue.Count > 0
            || scan.Steps == Dimension.One
            || loop.Body!.HasLoops
            || loop.Root.Inputs.Count(i => graph.Owner(i) == kernel.Results[0]) != 1
            || loop.Body.Buffers.FirstOrDefault(b => b.Storage == Storage.Slice && graph.Owner(loop.Root.Inputs[scan.States + b.Index]) == kernel.Results[0]) is not { } slice)
        {
            return false;
        }

        Shape result = kernel.Root.Shape, element = loop.Body.Graph[slice.Node].Shape;
        return result.Rank == 2
            && element.Rank > 1
            && element[element.Rank - 1] == result[1]
            && element.Length * scan.Steps == result.Length
            && result[0].TryDivide(scan.Steps, out _)
            && !graph.IsStrided(kernel.Root.Inputs[0])
            && kernel.Epilogue.SelectMany(node => graph[node].Inputs).Select(graph.SkipTransparent).All(input => kernel.Nodes.Contains(input) || IsSameForAllRows(graph, input));
    }

    /// <summary>Rows of a piece are counted from its begin: what finishes them must read the same for each, so not the left side, either.</summary>
    private static bool IsSameForAllRows(Graph graph, int input)
    {
        Shape shape = graph[input].Shape;
        return !graph.IsStrided(input) && shape.Dimensions.Take(shape.Rank - 1).All(size => size == Dimension.One);
    }
}
