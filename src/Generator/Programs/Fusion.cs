using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Programs;

/// <summary>
/// Groups nodes into kernels. Every contraction, reduction, movement, opaque operator and random leaf is the root of one; a saved
/// elementwise node joins the kernel that computes one of its sources when it has the same shape, so that it finds the source in a
/// register: the epilogue of a contraction or reduction, or a longer elementwise loop. A scan computes all of its results.
/// </summary>
internal sealed class Fusion
{
    /// <summary>A longer loop body would not keep its values in registers.</summary>
    private const int MostMembers = 8;

    private readonly Graph _graph;
    private readonly Reads _reads;
    private readonly Sources _sources;
    private readonly Fusing _fusing;
    private readonly Cluster?[] _clusters;
    private readonly HashSet<int> _updates;

    private Fusion(Graph graph, Reads reads, Sources sources, Fusing fusing)
    {
        _fusing = fusing;
        _graph = graph;
        _reads = reads;
        _sources = sources;
        _clusters = new Cluster?[graph.Nodes.Count];
        _updates = new(graph.Outputs.Where(o => o.Kind == OutputKind.Update).Select(o => o.Node));
    }

    public static IReadOnlyList<Kernel> Form(Graph graph, Reads reads, Sources sources, Fusing fusing)
    {
        var fusion = new Fusion(graph, reads, sources, fusing);
        foreach (Node node in graph.Nodes.Where(n => reads.IsLive(n.Id) && !graph.IsView(n.Id)))
        {
            fusion.Place(node);
        }

        Cluster[] clusters = [.. fusion._clusters.OfType<Cluster>().Distinct()];
        Kernel[] kernels = [.. clusters.Select(fusion.Describe)];
        HashSet<int> read = new(kernels.SelectMany(k => k.Inputs).Select(graph.Owner));
        read.UnionWith(graph.Outputs.Select(o => graph.Owner(o.Node)));
        return [.. kernels.Select(k => k with { Results = k.Nodes.Where(read.Contains).Where(n => fusion._clusters[n] is { } owner && owner.Root.Id == k.Root.Id).ToEquatableArray() })];
    }

    private void Place(Node node)
    {
        if (Reads.IsElementwise(node))
        {
            if (_sources.IsSaved[node.Id])
            {
                Cluster cluster = _fusing == Fusing.Nothing || _updates.Contains(node.Id) ? new(node) : Candidate(node) ?? new(node);
                Join(cluster, node);
            }
        }
        else if (node.Operator is ScanResult)
        {
            _clusters[node.Id] = _clusters[node.Inputs[0]];
            _clusters[node.Id]!.Add(node.Id);
        }
        else if (node.Operator is not LeafOperator or RandomUniform or RandomNormal)
        {
            var cluster = new Cluster(node);
            _clusters[node.Id] = cluster;
            Depend(cluster, Direct(node));
        }
    }

    /// <summary>The kernel that <paramref name="node"/> joins best: a contraction before a reduction before a loop, and of these the last; null for none.</summary>
    private Cluster? Candidate(Node node)
    {
        Cluster? best = null;
        foreach (int source in _sources.Of[node.Id])
        {
            if (!_graph.IsView(source) && _clusters[source] is { } cluster && (best is null || IsBetter(cluster, best)) && CanJoin(cluster, node))
            {
                best = cluster;
            }
        }

        return best;
    }

    private static bool IsBetter(Cluster cluster, Cluster other) => Rank(cluster) != Rank(other) ? Rank(cluster) > Rank(other) : cluster.Root.Id > other.Root.Id;

    private static int Rank(Cluster cluster) => cluster.Root.Operator.Fusion switch
    {
        FusionClass.Contraction => 2,
        FusionClass.Reduction => 1,
        _ => 0,
    };

    private bool CanJoin(Cluster cluster, Node node)
    {
        bool hasEpilogue = cluster.IsElementwise || cluster.Root.Operator.Fusion is FusionClass.Contraction or FusionClass.Reduction;
        if (!hasEpilogue || cluster.Members.Count >= MostMembers || cluster.Root.Shape != node.Shape || _updates.Contains(cluster.Root.Id))
        {
            return false;
        }

        if (_fusing == Fusing.OneFunction && _sources.CallsFunction[node.Id] && cluster.Members.Any(m => _sources.CallsFunction[m]))
        {
            return false;
        }

        foreach (int source in _sources.Of[node.Id])
        {
            Cluster? other = _clusters[_graph.Owner(source)];
            bool isInRegister = other == cluster && !_graph.IsView(source) && _graph[source].Shape == node.Shape;
            if (!isInRegister && other is not null && (other == cluster || other.DependsOn(cluster)))
            {
                return false;
            }

            // A reduction stores by one flat index: what its epilogue reads must have that index, or none.
            if (!isInRegister && cluster.Root.Operator.Fusion == FusionClass.Reduction && (_graph.IsStrided(source) || !new IterationSpace(node.Shape, 0).Fits(_graph[source].Shape)))
            {
                return false;
            }
        }

        return true;
    }

    private void Join(Cluster cluster, Node node)
    {
        _clusters[node.Id] = cluster;
        cluster.Add(node.Id);
        if (cluster.IsElementwise)
        {
            cluster.Root = node;
        }

        Depend(cluster, _sources.Of[node.Id]);
    }

    private void Depend(Cluster cluster, EquatableArray<int> sources)
    {
        foreach (int source in sources)
        {
            if (_clusters[_graph.Owner(source)] is { } other && other != cluster)
            {
                cluster.Read(other);
            }
        }
    }

    /// <summary>What a root that is no elementwise node reads from memory.</summary>
    private EquatableArray<int> Direct(Node root)
    {
        if (!_reads.IsLoop(root.Id))
        {
            return root.Inputs;
        }

        int input = _graph.SkipTransparent(root.Inputs[0]);
        return _graph.IsConstant(input) ? EquatableArray<int>.Empty : _sources.IsSaved[input] ? EquatableArray.Of(input) : _sources.Of[input];
    }

    private Kernel Describe(Cluster cluster)
    {
        NodeSet prologue = new(), epilogue = new(), inputs = new();
        if (cluster.IsElementwise)
        {
            foreach (int member in cluster.Members)
            {
                Expand(member, prologue);
            }

            prologue.Remove(cluster.Root.Id);
        }
        else
        {
            inputs.UnionWith(Direct(cluster.Root));
            if (_reads.IsLoop(cluster.Root.Id))
            {
                int input = _graph.SkipTransparent(cluster.Root.Inputs[0]);
                if (!_sources.IsSaved[input])
                {
                    Expand(input, prologue);
                }
            }

            foreach (int member in cluster.Members)
            {
                Expand(member, epilogue);
            }
        }

        foreach (int member in cluster.Members)
        {
            inputs.UnionWith(_sources.Of[member]);
        }

        foreach (int member in cluster.Members)
        {
            inputs.Remove(member);
        }

        inputs.Remove(cluster.Root.Id);
        return new(-1, cluster.Root, prologue.ToEquatableArray(), epilogue.ToEquatableArray(), inputs.ToEquatableArray(), EquatableArray<int>.Empty);
    }

    /// <summary>Adds a node and the unsaved ones that it is computed from.</summary>
    private void Expand(int node, NodeSet nodes)
    {
        if (!nodes.Add(node))
        {
            return;
        }

        foreach (int shown in _graph[node].Inputs)
        {
            int input = _graph.SkipTransparent(shown);
            if (!_graph.IsView(input) && !_sources.IsSaved[input])
            {
                Expand(input, nodes);
            }
        }
    }
}
