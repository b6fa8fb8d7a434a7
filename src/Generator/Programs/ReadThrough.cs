using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// A program in which what only moves elements, or makes them of their index, is no kernel of its own where loops alone read it: they read
/// through it, which costs less than a dispatch and a walk through memory.
/// </summary>
internal static class ReadThrough
{
    /// <summary>Whether a kernel may read through a value.</summary>
    private delegate bool Rule(Graph graph, Kernel reader, Node value);

    /// <summary>The program as devices run it, where each thread takes its element from anywhere.</summary>
    public static Program OnDevices(Program program)
    {
        Kernel[] kernels = [.. program.Kernels.Select(k => k.Body is null ? k : k with { Body = OnDevices(k.Body) })];
        EquatableArray<Kernel> left = Of(program.Graph, kernels, IsReadOnDevices).ToEquatableArray();
        (IReadOnlyList<Buffer> buffers, Dimension length) = MemoryPlanner.Plan(program.Graph, left);
        return program with { Kernels = left, Buffers = buffers.ToEquatableArray(), WorkspaceLength = length };
    }

    /// <summary>
    /// The kernels as the processor runs them, whose vectors want elements side by side: rows with a one at a label are made as loops along the
    /// classes want them, as in the gradient of the cross-entropy.
    /// </summary>
    public static IReadOnlyList<Kernel> OnProcessor(Graph graph, IReadOnlyList<Kernel> kernels) => Of(graph, kernels, IsReadOnProcessor);

    /// <summary>Whether each element of the result is one element of a source, or none, by its index alone.</summary>
    public static bool IsMovement(Operator op) => op is Slice or Pad or Concatenate or Transpose or Reverse or OneHot or Positions;

    private static IReadOnlyList<Kernel> Of(Graph graph, IReadOnlyList<Kernel> all, Rule isRead)
    {
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

        return kernels;

        bool CanRead(Kernel movement)
        {
            Kernel[] of = [.. readers[movement.Root.Id]];
            return of.Length > 0
                && (of.Length == 1 || movement.Root.Operator is Slice or OneHot or Positions)
                && of.All(reader => isRead(graph, reader, movement.Root))
                && !movement.Inputs.Any(i => graph[graph.Owner(i)].Operator is Parameter parameter && updated.Contains(parameter.Index));
        }
    }

    /// <summary>The kernel with what removed kernels read in place of what they would have computed.</summary>
    private static Kernel WithSources(Graph graph, Kernel kernel, IReadOnlyDictionary<int, Kernel> removed)
    {
        Kernel[] through = [.. kernel.Inputs.Select(graph.Owner).Where(removed.ContainsKey).Distinct().Select(i => removed[i])];
        return through.Length == 0 ? kernel : kernel with
        {
            Inputs = kernel.Inputs.Where(i => !removed.ContainsKey(graph.Owner(i))).Concat(through.SelectMany(k => k.Inputs)).Distinct().OrderBy(i => i).ToEquatableArray(),
            Through = kernel.Through.Concat(through.SelectMany(k => k.Through.Append(k.Root.Id))).Distinct().OrderBy(i => i).ToEquatableArray(),
        };
    }

    /// <summary>Whether the kernel takes the value element by element, each no more often than it must: not as an operand of a product.</summary>
    private static bool IsReadOnDevices(Graph graph, Kernel reader, Node value) => reader.Root.Operator switch
    {
        ElementwiseOperator or ReductionOperator => true,
        { Fusion: FusionClass.Contraction } => !reader.Root.Inputs.Select(graph.Owner).Contains(value.Id),
        var other => IsMovement(other),
    };

    /// <summary>Whether the kernel is a loop along the classes.</summary>
    private static bool IsReadOnProcessor(Graph graph, Kernel reader, Node value)
    {
        if (value.Operator is not OneHot || reader.Root.Operator is not ElementwiseOperator || reader.Inputs.Any(i => i != value.Id && graph.Owner(i) == value.Id))
        {
            return false;
        }

        IterationSpace space = IterationSpace.Of(graph, reader);
        return space.FirstColumnAxis == space.Shape.Rank - 1 && space.IsConsecutive(value.Shape);
    }
}
