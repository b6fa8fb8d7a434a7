using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// Computes the parts of concatenations right where they belong. The gradients of a cell's gates are columns of one matrix, which loops store
/// row by row; the states that the steps of a layer begin with are the first one and those that they end with but the last, and so lie one
/// state before these.
/// </summary>
internal static class ConcatenationsInPlace
{
    /// <summary>Rows of other lengths have a rest that is computed float by float.</summary>
    private const int Unit = MemoryPlanner.Alignment;

    /// <summary>The kernels without the copies that are not needed.</summary>
    /// <param name="kernels">In the order in which they run.</param>
    public static IReadOnlyList<Kernel> Run(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        if (!kernels.Any(k => k.Root.Operator is Concatenate))
        {
            return kernels;
        }

        Dictionary<int, Kernel> makers = kernels.SelectMany(k => k.Results.Select(r => (Result: r, Kernel: k))).ToDictionary(r => r.Result, r => r.Kernel);
        ILookup<int, Kernel> readers = kernels.SelectMany(k => k.Inputs.Select(graph.Owner).Distinct().Select(i => (Input: i, Kernel: k))).ToLookup(r => r.Input, r => r.Kernel);
        HashSet<int> outputs = new(graph.Outputs.Select(o => graph.Owner(o.Node)));
        ILookup<int, RowPart> parts = kernels.SelectMany(k => PartsOf(graph, k, makers)).ToLookup(p => makers[p.Node].Root.Id);
        HashSet<(int Node, int Whole)> placed = new(parts.SelectMany(p => p).Select(p => (p.Node, p.Whole)));

        // Values that lie next to another in memory, and slices that are not copied.
        var taken = new HashSet<int>();
        var dropped = new HashSet<int>();
        var result = new List<Kernel>();
        foreach (Kernel kernel in kernels)
        {
            if (kernel.Root.Operator is not Concatenate)
            {
                EquatableArray<RowPart> own = parts[kernel.Root.Id].ToEquatableArray();
                result.Add(own.Count == 0 ? kernel : kernel with
                {
                    Parts = own,
                    Results = kernel.Results.Where(IsStored).Concat(own.Select(p => p.Whole).Distinct()).ToEquatableArray(),
                });
                continue;
            }

            if (BeginningOf(graph, kernel, makers) is { } beginning
                && readers[beginning.Slice.Root.Id].Count() == 1
                && !outputs.Overlaps([kernel.Root.Id, beginning.Slice.Root.Id, beginning.Before.Value])
                && taken.Add(beginning.Before.Value))
            {
                taken.Add(kernel.Root.Id);
                dropped.Add(beginning.Slice.Root.Id);
                result.Add(kernel with { Before = beginning.Before, Inputs = kernel.Inputs.Where(i => i != beginning.Slice.Root.Id).ToEquatableArray() });
                continue;
            }

            EquatableArray<int> copied = kernel.Inputs.Where(i => !placed.Contains((i, kernel.Root.Id))).ToEquatableArray();
            if (copied.Count > 0)
            {
                result.Add(kernel with { Inputs = copied });
            }
        }

        return [.. result.Where(k => !dropped.Contains(k.Root.Id)).Select((k, index) => k with { Index = index })];

        // A part that nothing else reads lies nowhere else; a view of it is something else.
        bool IsStored(int node) => outputs.Contains(node)
            || readers[node].Any(r => r.Inputs.Any(i => graph.Owner(i) == node && (i != node || !placed.Contains((node, r.Root.Id)))));
    }

    /// <summary>The inputs of a concatenation of rows that loops compute.</summary>
    private static IEnumerable<RowPart> PartsOf(Graph graph, Kernel kernel, IReadOnlyDictionary<int, Kernel> makers)
    {
        Node whole = kernel.Root;
        if (whole.Operator is not Concatenate { Axis: > 0 and var axis }
            || axis != whole.Shape.Rank - 1
            || whole.Inputs.Any(i => graph[i].Shape[axis] is not { IsConstant: true, Value: var size } || size % Unit != 0))
        {
            yield break;
        }

        Dimension start = Dimension.Zero;
        foreach (int input in whole.Inputs)
        {
            if (makers.TryGetValue(input, out Kernel? maker) && maker.Root.Operator is ElementwiseOperator && maker.Root.Shape == graph[input].Shape)
            {
                yield return new(input, whole.Id, start);
            }

            start += graph[input].Shape[axis];
        }
    }

    /// <summary>The value that a concatenation along the first axis ends with the beginning of, and the slice that would copy it.</summary>
    private static (Kernel Slice, MemoryBefore Before)? BeginningOf(Graph graph, Kernel kernel, IReadOnlyDictionary<int, Kernel> makers)
    {
        Node whole = kernel.Root;
        if (whole is not { Operator: Concatenate { Axis: 0 }, Inputs.Count: > 1 }
            || whole.Inputs.Distinct().Count() != whole.Inputs.Count
            || !makers.TryGetValue(whole.Inputs[whole.Inputs.Count - 1], out Kernel? slice)
            || slice.Root.Operator is not Slice { Axis: 0, IsInPlace: false } beginning
            || beginning.Start != Dimension.Zero
            || graph.IsStrided(slice.Root.Inputs[0])
            || graph.Owner(slice.Root.Inputs[0]) is var value && !makers.ContainsKey(value))
        {
            return null;
        }

        Dimension before = whole.Shape.Length - slice.Root.Shape.Length;
        return before.Monomials.All(m => m.Coefficient % Unit == 0) ? (slice, new(value, before)) : null;
    }
}
