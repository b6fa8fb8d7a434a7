using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>A kernel while it grows: a root, and the saved elementwise nodes computed with it.</summary>
internal sealed class Cluster(Node root)
{
    public Node Root { get; set; } = root;

    /// <summary>The saved elementwise nodes, in order; for an elementwise kernel the root is the last of them.</summary>
    public List<int> Members { get; } = [];

    /// <summary>The clusters whose results this one reads from memory.</summary>
    public HashSet<Cluster> Dependencies { get; } = [];

    public bool IsElementwise => Reads.IsElementwise(Root);

    public bool Computes(int node) => node == Root.Id || Members.Contains(node);

    /// <summary>Whether this cluster must run after <paramref name="other"/>, directly or through clusters between.</summary>
    public bool DependsOn(Cluster other)
    {
        var seen = new HashSet<Cluster>();
        var open = new Stack<Cluster>([this]);
        while (open.Count > 0)
        {
            foreach (Cluster dependency in open.Pop().Dependencies)
            {
                if (dependency == other)
                {
                    return true;
                }

                if (seen.Add(dependency))
                {
                    open.Push(dependency);
                }
            }
        }

        return false;
    }

    public override string ToString() => $"{Root.Operator} with [{string.Join(", ", Members)}]";
}
