using Compiled.Generator.Graphs;

namespace Compiled.Generator.Programs;

/// <summary>From the kernel that writes a value to the last that reads it, both included: a kernel never writes where it reads.</summary>
internal sealed record Lifetime(int Node, int First, int Last)
{
    public bool Meets(Lifetime other) => First <= other.Last && other.First <= Last;

    /// <summary>The lifetimes of all values that kernels write, in the order of their first kernels; a value that lies right before another has that one's.</summary>
    public static IReadOnlyList<Lifetime> Of(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        Dictionary<int, int> owners = kernels.Where(k => k.Before is not null).ToDictionary(k => k.Root.Id, k => k.Before!.Value);
        var first = new Dictionary<int, int>();
        var last = new Dictionary<int, int>();
        foreach (Kernel kernel in kernels)
        {
            foreach (int result in kernel.Results.Select(Memory).Where(r => !first.ContainsKey(r)))
            {
                first.Add(result, kernel.Index);
            }

            foreach (int node in kernel.Results.Concat(kernel.Inputs.Select(graph.Owner)).Select(Memory))
            {
                last[node] = kernel.Index;
            }
        }

        return [.. kernels.SelectMany(k => k.Results).Distinct().Select(r => new Lifetime(r, first[Memory(r)], last[Memory(r)]))];

        int Memory(int node) => owners.TryGetValue(node, out int owner) ? owner : node;
    }
}
