using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>A kernel while it grows: a root, and the saved elementwise nodes computed with it.</summary>
internal sealed class Cluster
{
    private readonly List<int> _members = [];
    private readonly HashSet<Cluster> _dependencies = [];
    private readonly List<Cluster> _dependents = [];
    private readonly int _earliest;

    /// <summary>The last search that came by here.</summary>
    private Stack<Cluster>? _search;

    /// <summary>The highest node computed here or in a cluster that this one depends on.</summary>
    private int _latest;

    public Cluster(Node root)
    {
        Root = root;
        _earliest = _latest = root.Id;
    }

    public Node Root { get; set; }

    /// <summary>The saved elementwise nodes, in order; for an elementwise kernel the root is the last of them.</summary>
    public IReadOnlyList<int> Members => _members;

    public bool IsElementwise => Reads.IsElementwise(Root);

    public void Add(int member)
    {
        _members.Add(member);
        Raise(member);
    }

    /// <summary>Says that this cluster reads what <paramref name="dependency"/> computes.</summary>
    public void Read(Cluster dependency)
    {
        if (_dependencies.Add(dependency))
        {
            dependency._dependents.Add(this);
            Raise(dependency._latest);
        }
    }

    /// <summary>Whether this cluster must run after <paramref name="other"/>, directly or through clusters between.</summary>
    public bool DependsOn(Cluster other)
    {
        // Who reads another's node is behind it, so a cluster with nothing behind the first node of the other is out.
        if (_latest <= other._earliest)
        {
            return false;
        }

        var open = new Stack<Cluster>();
        open.Push(this);
        while (open.Count > 0)
        {
            Cluster next = open.Pop();
            if (next._dependencies.Contains(other))
            {
                return true;
            }

            foreach (Cluster dependency in next._dependencies)
            {
                if (dependency._latest > other._earliest && dependency._search != open)
                {
                    dependency._search = open;
                    open.Push(dependency);
                }
            }
        }

        return false;
    }

    public override string ToString() => $"{Root.Operator} with [{string.Join(", ", _members)}]";

    private void Raise(int latest)
    {
        if (_latest >= latest)
        {
            return;
        }

        var open = new Stack<Cluster>();
        open.Push(this);
        while (open.Count > 0)
        {
            Cluster next = open.Pop();
            if (next._latest < latest)
            {
                next._latest = latest;
                next._dependents.ForEach(open.Push);
            }
        }
    }
}
