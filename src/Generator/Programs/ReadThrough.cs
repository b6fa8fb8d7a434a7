using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// A program as devices run it: what only moves elements, or makes them of their index, is no kernel of its own there where loops alone read it.
/// They read through it, which costs less than a dispatch and a walk through memory. The processor's program stays as it is: its vectors want
/// elements side by side.
/// </summary>
internal static class ReadThrough
{
    public static Program Of(Program program)
    {
        Graph graph = program.Graph;
        Kernel[] all = [.. program.Kernels.Select(k => k.Body is null ? k : k with { Body = Of(k.Body) })];
        HashSet<int> kept = new(graph.Outputs.Select(o => graph.Owner(o.Node)));
        HashSet<int> updated = new(graph.Outputs.Where(o => o.Kind == OutputKind.Update).Select(o => o.Index));
        ILookup<int, Kernel> readers = all.SelectMany(k => k.Inputs.Select(graph.Owner).Distinct().Select(i => (Input: i, Kernel: k))).ToLookup(r => r.Input, r => r.Kernel);
        var removed = new Dictionary<int, Kernel>();
        var kernels = new List<Kernel>();
        foreach (Kernel kernel in all)
        {
            Kernel now = WithSources(graph, kernel, removed);
            if (IsMovement(kernel.Root.Operator) && !kept.Contains(kernel.Root.Id) && CanRead(now))
            {
                removed.Add(kernel.Root.Id, now);
            }
            else
            {
                kernels.Add(now with { Index = kernels.Count });
            }
        }

        (IReadOnlyList<Buffer> buffers, Dimension length) = MemoryPlanner.Plan(graph, kernels);
        return program with { Kernels = kernels.ToEquatableArray(), Buffers = buffers.ToEquatableArray(), WorkspaceLength = length };

        bool CanRead(Kernel movement)
        {
            Kernel[] of = [.. readers[movement.Root.Id]];
            return of.Length > 0
                && (of.Length == 1 || movement.Root.Operator is Slice or OneHot or Positions)
                && of.All(reader => IsLoopOver(graph, reader, movement.Root.Id))
                && !movement.Inputs.Any(i => graph[graph.Owner(i)].Operator is Parameter parameter && updated.Contains(parameter.Index));
        }
    }

    /// <summary>Whether each element of the result is one element of a source, or none, by its index alone.</summary>
    public static bool IsMovement(Operator op) => op is Slice or Pad or Concatenate or Transpose or Reverse or OneHot or Positions;

    /// <summary>The kernel with what removed kernels read in place of what they would have computed.</summary>
    private static Kernel WithSources(Graph graph, Kernel kernel, IReadOnlyDictionary<int, Kernel> removed)
    {
        Kernel[] through = [.. kernel.Inputs.Select(graph.Owner).Where(removed.ContainsKey).Distinct().Select(i => removed[i])];
        return through.Length == 0 ? kernel : kernel with
        {
            Inputs = kernel.Inputs.Where(i => !removed.ContainsKey(graph.Owner(i))).Concat(through.SelectMany(k => k.Inputs)).Distinct().OrderBy(i => i).ToEquatableArray(),
            Through = through.SelectMany(k => k.Through.Append(k.Root.Id)).Distinct().OrderBy(i => i).ToEquatableArray(),
            Loads = kernel.Inputs,
        };
    }

    /// <summary>Whether the kernel takes the value element by element, each no more often than it must: not as an operand of a product.</summary>
    private static bool IsLoopOver(Graph graph, Kernel reader, int value) => reader.Root.Operator switch
    {
        ElementwiseOperator or ReductionOperator => true,
        { Fusion: FusionClass.Contraction } => !reader.Root.Inputs.Select(graph.Owner).Contains(value),
        var other => IsMovement(other),
    };
}
