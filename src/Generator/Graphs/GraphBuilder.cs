using Compiled.Generator.Operators;

namespace Compiled.Generator.Graphs;

/// <summary>
/// Builds a graph node by node. Equal applications of an operator become one node (common subexpressions cost nothing),
/// and shapes are inferred as nodes are added: an impossible shape is a <see cref="ShapeException"/>.
/// </summary>
/// <param name="capacity">About how many nodes there will be.</param>
internal sealed class GraphBuilder(int capacity = 0)
{
    private readonly List<Node> _nodes = new(capacity);
    private readonly List<GraphOutput> _outputs = [];
    private readonly Dictionary<Application, int> _known = new(capacity);

    public Node this[int id] => _nodes[id];

    public int Count => _nodes.Count;

    /// <summary>The layer that the following nodes belong to.</summary>
    public string Layer { get; set; } = "";

    /// <summary>Whether the following nodes belong to the backward pass.</summary>
    public bool IsBackward { get; set; }

    public IReadOnlyList<GraphOutput> Outputs => _outputs;

    public Value Apply(Operator op, params Value[] inputs) => Apply(op, inputs, null);

    /// <summary>Applies the operator of a node of another graph. Its type is inferred again only if that of an input is another than there.</summary>
    public Value Keep(Graph graph, Node node, Value[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!ReferenceEquals(inputs[i].Type, graph[node.Inputs[i]].Type))
            {
                return Apply(node.Operator, inputs, null);
            }
        }

        return Apply(node.Operator, inputs, node.Type);
    }

    private Value Apply(Operator op, Value[] inputs, TensorType? type)
    {
        int[] inputIds = new int[inputs.Length];
        for (int i = 0; i < inputIds.Length; i++)
        {
            inputIds[i] = ReferenceEquals(inputs[i].Builder, this) ? inputs[i].Id : throw new InvalidOperationException($"an input of {op} belongs to another graph");
        }

        EquatableArray<int> ids = EquatableArray.Of(inputIds);
        var application = new Application(op, ids);
        if (_known.TryGetValue(application, out int known))
        {
            return new(this, known);
        }

        int id = _nodes.Count;
        _nodes.Add(new(id, op, ids, type ?? Infer(op, inputs), Layer, IsBackward));
        _known.Add(application, id);
        return new(this, id);
    }

    private TensorType Infer(Operator op, Value[] inputs)
    {
        var types = new TensorType[inputs.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = inputs[i].Type;
        }

        TensorType type = op.Infer(types);
        if (!IsBackward)
        {
            op.RefuseInForward(types);
        }

        return type;
    }

    /// <summary>A scalar constant; it broadcasts against anything.</summary>
    public Value Constant(double value) => Apply(new Constant(value));

    public void Output(OutputKind kind, int index, Value value) => _outputs.Add(new(kind, index, value.Id));

    public Graph ToGraph() => new(_nodes.ToEquatableArray(), _outputs.ToEquatableArray());

    /// <summary>A builder that begins with all nodes and outputs of a graph, for passes that add to it.</summary>
    public static GraphBuilder From(Graph graph)
    {
        var builder = new GraphBuilder(graph.Nodes.Count);
        foreach (Node node in graph.Nodes)
        {
            builder._nodes.Add(node);
            builder._known[new(node.Operator, node.Inputs)] = node.Id;
        }

        builder._outputs.AddRange(graph.Outputs);
        return builder;
    }

    /// <summary>An operator and what it is applied to; the hash is computed once, as an operator may have many attributes.</summary>
    private readonly struct Application(Operator op, EquatableArray<int> inputs) : IEquatable<Application>
    {
        private readonly Operator _operator = op;
        private readonly EquatableArray<int> _inputs = inputs;
        private readonly int _hash = unchecked((op.GetHashCode() * 31) + inputs.GetHashCode());

        public bool Equals(Application other) => _hash == other._hash && _inputs == other._inputs && _operator == other._operator;

        public override bool Equals(object? obj) => obj is Application other && Equals(other);

        public override int GetHashCode() => _hash;
    }
}

/// <summary>Shapes that an operator cannot take. The message names the shapes; who catches it adds layer and place.</summary>
internal class ShapeException(string message) : Exception(message);

/// <summary>A sum of products over the samples: what one sample is predicted would depend on its neighbours in the batch.</summary>
internal sealed class BatchContractionException(string message) : ShapeException(message);
