using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// Gives every stored value a place. Results of the program are computed right where they belong; everything else shares the workspace,
/// where values that are never alive together may lie at the same place.
/// </summary>
internal static class MemoryPlanner
{
    /// <summary>In floats: 64 bytes, a cache line and the widest vector.</summary>
    public const int Alignment = 16;

    /// <param name="kernels">In the order in which they run.</param>
    public static (IReadOnlyList<Buffer> Buffers, Dimension WorkspaceLength) Plan(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        var buffers = new Buffer?[graph.Nodes.Count];
        foreach (int input in kernels.SelectMany(k => k.Inputs).Select(graph.Owner))
        {
            if (graph[input].Operator is LeafOperator leaf and not (RandomUniform or RandomNormal))
            {
                (Storage storage, int index) = Place(leaf);
                buffers[input] = new(input, storage, index, Dimension.Zero, graph[input].Shape.Length);
            }
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            int node = graph.Owner(output.Node);
            buffers[node] = buffers[node] is null ? new(node, Place(output.Kind), output.Index, Dimension.Zero, graph[node].Shape.Length) : throw new InvalidOperationException($"two results lie in the memory of {graph[node]}");
        }

        Dictionary<int, Dimension> loops = kernels.Where(k => k.Body is not null).ToDictionary(k => k.Root.Id, k => StepMemory.Of(k).Length);
        Dictionary<int, Kernel> before = kernels.Where(k => k.Before is not null).ToDictionary(k => k.Before!.Value);
        HashSet<int> beside = new(before.Values.Select(k => k.Root.Id));
        Dimension length = Dimension.Zero;
        foreach (IGrouping<EquatableArray<string>, (Lifetime Life, Monomial Size)> region in Lifetime.Of(graph, kernels)
            .Where(l => buffers[l.Node] is null && !beside.Contains(l.Node))
            .Select(l => (Life: l, Size: Size(LengthOf(l.Node) + LengthBefore(l.Node))))
            .GroupBy(v => v.Size.Symbols)
            .OrderBy(g => g.Key.Count)
            .ThenBy(g => string.Join("*", g.Key), StringComparer.Ordinal))
        {
            (Dictionary<int, long> offsets, long total) = Pack([.. region.Select(v => (v.Life, v.Size.Coefficient))]);
            Dimension unit = region.Key.Aggregate(Dimension.One, (product, symbol) => product * Dimension.Symbol(symbol));
            foreach ((Lifetime value, _) in region)
            {
                Dimension offset = length + (unit * offsets[value.Node]);
                buffers[value.Node] = new(value.Node, Storage.Workspace, 0, offset + LengthBefore(value.Node), LengthOf(value.Node));
                if (before.TryGetValue(value.Node, out Kernel? concatenation))
                {
                    buffers[concatenation.Root.Id] = new(concatenation.Root.Id, Storage.Workspace, 0, offset, concatenation.Root.Shape.Length);
                }
            }

            length += unit * total;
        }

        return ([.. buffers.OfType<Buffer>()], length);

        Dimension LengthBefore(int node) => before.TryGetValue(node, out Kernel? concatenation) ? concatenation.Before!.Length : Dimension.Zero;

        Dimension LengthOf(int node) => loops.TryGetValue(node, out Dimension? ofSteps) ? ofSteps : graph[node].Shape.Length;
    }

    /// <summary>
    /// First fit in order of falling size: each value goes to the lowest place that is free during its whole life.
    /// Sizes are multiples of the alignment in units of one product of symbols, so whatever the symbols are, values stay aligned and apart.
    /// </summary>
    private static (Dictionary<int, long> Offsets, long Total) Pack(IReadOnlyList<(Lifetime Life, long Size)> values)
    {
        var offsets = new Dictionary<int, long>();
        var placed = new List<(Lifetime Life, long Begin, long End)>(); // in order of their beginnings
        long total = 0;
        foreach ((Lifetime life, long size) in values.OrderByDescending(v => v.Size).ThenBy(v => v.Life.First).ThenBy(v => v.Life.Node))
        {
            long offset = 0;
            int place = 0;
            for (; place < placed.Count && placed[place].Begin < offset + size; place++)
            {
                if (life.Meets(placed[place].Life))
                {
                    offset = Math.Max(offset, placed[place].End);
                }
            }

            // What begins behind the value's beginning, where it lives at other times, comes after it.
            while (place > 0 && placed[place - 1].Begin > offset)
            {
                place--;
            }

            offsets[life.Node] = offset;
            placed.Insert(place, (life, offset, offset + size));
            total = Math.Max(total, offset + size);
        }

        return (offsets, total);
    }

    /// <summary>
    /// An upper bound of a value's length as a multiple of the alignment times symbols. Symbols are at least one,
    /// so 3 + 3·batch floats fit into 6·batch, which is rounded up to 16·batch.
    /// </summary>
    private static Monomial Size(Dimension length)
    {
        var symbols = new List<string>();
        long sum = 0;
        foreach (Monomial monomial in length.Monomials.Where(m => m.Coefficient > 0))
        {
            sum += monomial.Coefficient;
            foreach (IGrouping<string, string> symbol in monomial.Symbols.GroupBy(s => s))
            {
                symbols.AddRange(Enumerable.Repeat(symbol.Key, Math.Max(0, symbol.Count() - symbols.Count(s => s == symbol.Key))));
            }
        }

        return new((sum + Alignment - 1) / Alignment * Alignment, symbols.OrderBy(s => s, StringComparer.Ordinal).ToEquatableArray());
    }

    private static (Storage Storage, int Index) Place(LeafOperator leaf) => leaf switch
    {
        Input input => (Storage.Input, input.Index),
        Target target => (Storage.Target, target.Index),
        SampleWeight weight => (Storage.SampleWeight, weight.Index),
        Parameter parameter => (Storage.Parameter, parameter.Index),
        CarriedState state => (Storage.CarriedState, state.Index),
        StepInput input => (input.Kind switch
        {
            StepInputKind.State => Storage.State,
            StepInputKind.Slice => Storage.Slice,
            StepInputKind.Ahead => Storage.Ahead,
            _ => Storage.Capture,
        }, input.Index),
        _ => throw new InvalidOperationException($"{leaf} has no memory"),
    };

    private static Storage Place(OutputKind kind) => kind switch
    {
        OutputKind.Prediction => Storage.Prediction,
        OutputKind.Loss => Storage.Loss,
        OutputKind.Metric => Storage.Metric,
        OutputKind.Mask => Storage.Mask,
        OutputKind.Gradient => Storage.Gradient,
        OutputKind.Update => Storage.Parameter,
        OutputKind.CarriedState => Storage.NextCarriedState,
        OutputKind.InputGradient => Storage.InputGradient,
        OutputKind.Activation => Storage.Activation,
        OutputKind.ActivationGradient => Storage.ActivationGradient,
        OutputKind.State => Storage.NextState,
        OutputKind.Step => Storage.Step,
        _ => throw new InvalidOperationException($"{kind} has no place"),
    };
}
