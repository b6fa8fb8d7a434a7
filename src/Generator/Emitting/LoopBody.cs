using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes the statements that compute some elementwise nodes for one vector of elements: each input is loaded once,
/// each node is a local, and results are stored as soon as they are known.
/// </summary>
/// <param name="target">The language, and the kernel that the statements are part of.</param>
/// <param name="row">The row's index as source.</param>
/// <param name="column">The first column's index as source.</param>
internal sealed class LoopBody(Graph graph, ILoopTarget target, IterationSpace space, string row, string column)
{
    private readonly List<string> _lines = [];
    private readonly Dictionary<int, ScalarExpression> _values = [];
    private readonly Dictionary<string, string> _indices = new(StringComparer.Ordinal);
    private readonly Names _names = target.Locals();

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Says what the root of the kernel is called.</summary>
    public void Bind(int node, string name) => _values[node] = new ScalarVariable(name);

    /// <summary>Computes nodes in order and stores those among <paramref name="results"/>.</summary>
    /// <param name="parts">Results that are parts of the rows of others.</param>
    public void Compute(IEnumerable<int> nodes, EquatableArray<int> results, EquatableArray<RowPart> parts = default)
    {
        foreach (int id in nodes)
        {
            Node node = graph[id];
            ScalarExpression expression = ((ElementwiseOperator)node.Operator).Expression([.. node.Inputs.Select(Value)]);
            bool isStored = results.Contains(id) || parts.Any(p => p.Node == id);

            // A selection takes a comparison itself, and what changes nothing needs no local.
            if (expression is not ScalarVariable && (isStored || !IsMask(expression)))
            {
                string name = _names.Unique(ProgramNames.Describe(node) + "Value");
                _lines.Add(target.Value(name, target.Print(expression)));
                expression = new ScalarVariable(name);
            }

            _values[id] = expression;
            if (results.Contains(id))
            {
                Store(id);
            }

            foreach (RowPart part in parts.Where(p => p.Node == id))
            {
                string address = target.Address(part.Whole), index = Index(graph[part.Whole].Shape, graph[id].Shape, part.Start);
                _lines.Add(target.Store(address, index, target.Print(_values[id])));
            }
        }
    }

    public void Store(int node)
    {
        string address = target.Address(node), index = Index(node);
        _lines.Add(target.Store(address, index, target.Print(_values[node])));
    }

    public void Return(int node) => _lines.Add($"return {target.Print(Value(node))};");

    /// <summary>The local (or constant) that holds a node's elements; loads them when they come from memory.</summary>
    private ScalarExpression Value(int node)
    {
        int source = graph.SkipTransparent(node);
        if (_values.TryGetValue(source, out ScalarExpression? known))
        {
            return known;
        }

        switch (graph[graph.Owner(source)].Operator)
        {
            case Constant constant:
                return constant.Value;
            case Size(var size):
                return new ScalarVariable(target.Size(size));
        }

        if (target.OneHot(source, labels => Index(labels, labels, Dimension.Zero), column) is { } made)
        {
            string local = _names.Unique(ProgramNames.Describe(graph[source]) + "Value");
            _lines.Add(target.Value(local, made));
            return _values[source] = new ScalarVariable(local);
        }

        TensorType type = graph[source].Type;
        string address = target.Address(source), index = Index(source);
        string name = _names.Unique(address.TrimStart('@') + "Value");
        _lines.Add(target.Value(name, target.Load(address, index, !space.IsConsecutive(type.Shape), type.Element)));
        return _values[source] = new ScalarVariable(name);
    }

    private static bool IsMask(ScalarExpression expression) => expression is ScalarCall { Function: ScalarFunction.Select } select
        && select.Arguments[1] is ScalarConstant { Value: 1 } && select.Arguments[2] is ScalarConstant { Value: 0 };

    private string Index(int node)
    {
        Shape accessed = graph[node].Shape;
        return graph.IsStrided(node)
            ? Index(graph[graph[node].Inputs[0]].Shape, accessed, ((Slice)graph[node].Operator).Start)
            : Index(accessed, accessed, Dimension.Zero);
    }

    /// <summary>The index of an element as source; empty for zero. What takes arithmetic gets a local, so that loads share it.</summary>
    /// <param name="rows">The shape whose rows it lies in.</param>
    /// <param name="accessed">Its own shape.</param>
    /// <param name="start">Where it begins in each row.</param>
    private string Index(Shape rows, Shape accessed, Dimension start)
    {
        string offset = space.RowOffset(rows, row, target.Text);
        if (space.IsConsecutive(accessed) && space.Columns != Dimension.One)
        {
            offset = offset.Length == 0 ? column : $"{offset} + {column}";
        }

        if (start != Dimension.Zero)
        {
            offset += $" + {target.Text(start)}";
        }

        if (!offset.Contains(" "))
        {
            return offset;
        }

        if (!_indices.TryGetValue(offset, out string? name))
        {
            name = _names.Unique("at");
            _indices[offset] = name;
            _lines.Add(target.Index(name, offset));
        }

        return name;
    }
}
