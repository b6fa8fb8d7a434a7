using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Programs;

/// <summary>Cuts an optimised graph into kernels, puts them in order and gives every stored value a place.</summary>
internal static class Scheduler
{
    /// <param name="name"><c>Infer</c>, <c>Evaluate</c> or <c>Train</c>.</param>
    public static Program Schedule(string name, Graph graph, Fusing fusing = Fusing.OneFunction)
    {
        Graph prepared = Pipeline.Prepare(graph);
        var reads = new Reads(prepared);
        IReadOnlyList<Kernel> kernels = Order(prepared, Fusion.Form(prepared, reads, SaveOrRecompute.Decide(prepared, reads, fusing), fusing));
        kernels = [.. kernels.Select(k => k.Root.Operator is Scan ? StepMemory.WithBody(k, fusing) : k)];
        if (fusing == Fusing.OneFunction)
        {
            kernels = ConcatenationsInPlace.Run(prepared, StreamedProducts.Attach(prepared, ReadThrough.OnProcessor(prepared, kernels)));
        }

        (IReadOnlyList<Buffer> buffers, Dimension length) = MemoryPlanner.Plan(prepared, kernels);
        return new(name, prepared, kernels.ToEquatableArray(), buffers.ToEquatableArray(), length);
    }

    /// <summary>
    /// Kernels in the graph's order as far as they can be; new values of parameters last, each after all readers of the old value.
    /// </summary>
    private static IReadOnlyList<Kernel> Order(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        Dictionary<int, int> updates = graph.Outputs.Where(o => o.Kind == OutputKind.Update).ToDictionary(o => o.Node, o => o.Index);
        var writers = new Dictionary<int, int>();
        var readers = new Dictionary<int, List<int>>();
        for (int k = 0; k < kernels.Count; k++)
        {
            foreach (int result in kernels[k].Results)
            {
                writers[result] = k;
            }

            foreach (int parameter in kernels[k].Inputs.Select(i => graph[graph.Owner(i)].Operator).OfType<Parameter>().Select(p => p.Index).Distinct())
            {
                if (!readers.TryGetValue(parameter, out List<int>? list))
                {
                    readers[parameter] = list = [];
                }

                list.Add(k);
            }
        }

        var after = kernels.Select(_ => new List<int>()).ToArray();
        int[] waits = new int[kernels.Count];
        for (int k = 0; k < kernels.Count; k++)
        {
            IEnumerable<int> before = kernels[k].Inputs.Select(graph.Owner).Where(writers.ContainsKey).Select(i => writers[i]);
            if (updates.TryGetValue(kernels[k].Root.Id, out int updated) && readers.TryGetValue(updated, out List<int>? old))
            {
                before = before.Concat(old);
            }

            foreach (int earlier in before.Distinct().Where(b => b != k))
            {
                after[earlier].Add(k);
                waits[k]++;
            }
        }

        // By root, and behind all roots for updates.
        var ready = new NodeSet();
        var kernelOf = new int[2 * graph.Nodes.Count];
        for (int k = 0; k < kernels.Count; k++)
        {
            kernelOf[Key(k)] = k;
            if (waits[k] == 0)
            {
                ready.Add(Key(k));
            }
        }

        var order = new List<Kernel>();
        while (ready.Count > 0)
        {
            int next = kernelOf[ready[0]];
            ready.Remove(ready[0]);
            order.Add(kernels[next] with { Index = order.Count });
            foreach (int later in after[next])
            {
                if (--waits[later] == 0)
                {
                    ready.Add(Key(later));
                }
            }
        }

        return order.Count == kernels.Count ? order : throw new InvalidOperationException("the kernels wait for each other");

        int Key(int kernel) => kernels[kernel].Root.Id + (updates.ContainsKey(kernels[kernel].Root.Id) ? graph.Nodes.Count : 0);
    }
}
