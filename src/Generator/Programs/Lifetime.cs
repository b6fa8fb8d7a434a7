using Compiled.Generator.Graphs;

namespace Compiled.Generator.Programs;

/// <summary>From the kernel that writes a value to the last that reads it, both included: a kernel never writes where it reads.</summary>
internal sealed record Lifetime(int Node, int First, int Last)
{
    public bool Meets(Lifetime other) => First <= other.Last && other.First <= Last;

    /// <summary>The lifetimes of all values that kernels write, in the order of their first kernels.</summary>
    public static IReadOnlyList<Lifetime> Of(Graph graph, IReadOnlyList<Kernel> kernels)
    {
        var last = new Dictionary<int, int>();
        foreach (Kernel kernel in kernels)
        {
            foreach (int node in kernel.Results.Concat(kernel.Inputs.Select(graph.Owner)))
            {
                last[node] = kernel.Index;
            }
        }

        return [.. kernels.SelectMany(k => k.Results.Select(r => new Lifetime(r, k.Index, last[r])))];
    }
}
