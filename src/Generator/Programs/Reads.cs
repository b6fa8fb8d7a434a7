using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// Who reads whom, seen as kernels do. A loop takes the elements of its inputs one by one, looking through views that move nothing;
/// any other reader (a matrix product, a reshape of other sizes …) needs the whole input in memory.
/// </summary>
internal sealed class Reads
{
    private readonly Graph _graph;
    private readonly bool[] _live;
    private readonly bool[] _inMemory;
    private readonly List<int>[] _loops;

    public Reads(Graph graph)
    {
        _graph = graph;
        _live = new bool[graph.Nodes.Count];
        _inMemory = new bool[graph.Nodes.Count];
        _loops = [.. graph.Nodes.Select(_ => new List<int>())];
        foreach (GraphOutput output in graph.Outputs)
        {
            _live[output.Node] = true;
            _inMemory[graph.Owner(output.Node)] = true;
        }

        for (int id = graph.Nodes.Count - 1; id >= 0; id--)
        {
            if (_live[id])
            {
                Visit(graph[id]);
            }
        }
    }

    public bool IsLive(int node) => _live[node];

    /// <summary>Whether some reader needs the node's elements in memory whatever is fused.</summary>
    public bool IsNeededInMemory(int node) => _inMemory[node];

    /// <summary>The loops (elementwise nodes and reductions) that take the node element by element, each once.</summary>
    public IReadOnlyList<int> Loops(int node) => _loops[node];

    /// <summary>Whether a node is computed element by element from the elements at the same index.</summary>
    public static bool IsElementwise(Node node) => node.Operator is ElementwiseOperator;

    /// <summary>Whether a node takes its inputs element by element.</summary>
    public bool IsLoop(int node) => IsElementwise(_graph[node]) || (_graph[node].Operator.Fusion == FusionClass.Reduction && !_graph.IsView(node));

    private void Visit(Node node)
    {
        foreach (int input in node.Inputs)
        {
            _live[input] = true;
            if (_graph.IsView(node.Id))
            {
                continue;
            }

            int source = IsLoop(node.Id) ? _graph.SkipTransparent(input) : _graph.Owner(input);
            if (!IsLoop(node.Id) || _graph.IsView(source))
            {
                _inMemory[_graph.Owner(source)] = true;
            }
            else if (!_loops[source].Contains(node.Id))
            {
                _loops[source].Add(node.Id);
            }
        }
    }
}
