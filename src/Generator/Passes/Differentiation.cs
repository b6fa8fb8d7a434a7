using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes.Scans;

namespace Compiled.Generator.Passes;

/// <summary>
/// Reverse mode: adds the gradients of the total loss (<c>Loss[0]</c>) as outputs, in the same operators as the forward pass.
/// Only nodes between the wanted leaves and the loss are visited, so frozen parts cost nothing.
/// </summary>
internal static class Differentiation
{
    /// <param name="parameters">The parameters that get a <see cref="OutputKind.Gradient"/>; zero where the loss does not depend on one.</param>
    /// <param name="inputs">The inputs of the model that get an <see cref="OutputKind.InputGradient"/>.</param>
    /// <remarks>Every <see cref="OutputKind.Activation"/> gets an <see cref="OutputKind.ActivationGradient"/>.</remarks>
    public static Graph Run(Graph graph, IReadOnlyCollection<int> parameters, IReadOnlyCollection<int> inputs)
    {
        GraphOutput loss = graph.Outputs.FirstOrDefault(o => o is { Kind: OutputKind.Loss, Index: 0 })
            ?? throw new ArgumentException("the graph has no total loss to differentiate", nameof(graph));
        if (graph[loss.Node].Shape != Shape.Scalar)
        {
            throw new ArgumentException($"the total loss is a scalar, but has the shape {graph[loss.Node].Shape}", nameof(graph));
        }

        HashSet<int> wantedParameters = [.. parameters], wantedInputs = [.. inputs];
        graph = ScanExposure.Run(graph);
        GraphOutput[] activations = [.. graph.Outputs.Where(o => o.Kind == OutputKind.Activation)];
        var observed = new HashSet<int>(activations.Select(a => a.Node));
        GraphBuilder builder = GraphBuilder.From(graph);
        builder.IsBackward = true;
        var gradients = new Value?[graph.Nodes.Count];
        gradients[loss.Node] = builder.Constant(1);
        Backward(graph, [.. graph.Nodes.Select(n => new Value(builder, n.Id))], gradients, DependsOn(graph, IsWanted));

        AddOutputs(OutputKind.Gradient, wantedParameters, op => (op as Parameter)?.Index);
        AddOutputs(OutputKind.InputGradient, wantedInputs, op => (op as Input)?.Index);
        foreach (GraphOutput activation in activations)
        {
            AddOutput(OutputKind.ActivationGradient, activation.Index, graph[activation.Node]);
        }

        return builder.ToGraph();

        bool IsWanted(Node node) => observed.Contains(node.Id) || node.Operator switch
        {
            Parameter parameter => wantedParameters.Contains(parameter.Index),
            Input input => wantedInputs.Contains(input.Index),
            _ => false,
        };

        void AddOutputs(OutputKind kind, IEnumerable<int> indices, Func<Operator, int?> indexOf)
        {
            ILookup<int?, Node> leaves = graph.Nodes.ToLookup(n => indexOf(n.Operator));
            foreach (int index in indices.OrderBy(i => i))
            {
                AddOutput(kind, index, leaves[index].FirstOrDefault() ?? throw new ArgumentException($"the graph has no leaf for {kind}[{index}]", nameof(graph)));
            }
        }

        void AddOutput(OutputKind kind, int index, Node node)
        {
            builder.Layer = node.Layer;
            builder.Output(kind, index, gradients[node.Id] ?? builder.Constant(0).BroadcastTo(node.Shape));
        }
    }

    /// <summary>By node: whether its gradient is wanted, or that of a node that it depends on.</summary>
    public static bool[] DependsOn(Graph graph, Func<Node, bool> isWanted)
    {
        var depends = new bool[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            depends[node.Id] = isWanted(node) || (node.Operator is not StopGradient && node.Inputs.Any(i => depends[i]));
        }

        return depends;
    }

    /// <summary>Walks a graph from its last node to its first and adds to the gradient of each node what its users give it.</summary>
    /// <param name="places">The nodes as the graph under construction has them.</param>
    /// <param name="gradients">By node: the gradients to begin with; those of all wanted nodes afterwards.</param>
    /// <param name="wanted">By node: whether its gradient is wanted.</param>
    public static void Backward(Graph graph, IReadOnlyList<Value> places, Value?[] gradients, bool[] wanted)
    {
        var results = new Dictionary<int, List<(ScanResult Result, Value Gradient)>>();
        for (int id = graph.Nodes.Count - 1; id >= 0; id--)
        {
            Node node = graph[id];
            if (!wanted[id] || node.Inputs.Count == 0)
            {
                continue;
            }

            places[id].Builder.Layer = node.Layer;
            IReadOnlyList<Value?> contributions = Contributions(node);
            for (int i = 0; i < contributions.Count; i++)
            {
                int input = node.Inputs[i];
                if (wanted[input] && contributions[i] is { } contribution)
                {
                    Value summed = SumBack(contribution, graph[input].Shape);
                    gradients[input] = gradients[input] is { } before ? before + summed : summed;
                }
            }
        }

        IReadOnlyList<Value?> Contributions(Node node)
        {
            if (node.Operator is Scan)
            {
                return results.TryGetValue(node.Id, out List<(ScanResult, Value)>? given) ? ScanDifferentiation.Run(places[node.Id], given, i => wanted[node.Inputs[i]]) : [];
            }

            if (gradients[node.Id] is not { } gradient)
            {
                return [];
            }

            if (node.Operator is ScanResult result)
            {
                if (!results.TryGetValue(node.Inputs[0], out List<(ScanResult, Value)>? list))
                {
                    results[node.Inputs[0]] = list = [];
                }

                list.Add((result, gradient));
                return [];
            }

            return node.Operator.Differentiate([.. node.Inputs.Select(i => places[i])], places[node.Id], gradient);
        }
    }

    /// <summary>The gradient of an input that broadcasting repeated: the sum over its repetitions.</summary>
    private static Value SumBack(Value gradient, Shape shape)
    {
        IReadOnlyList<int> repeated = Broadcasting.RepeatedAxes(shape, gradient.Shape);
        return (repeated.Count == 0 ? gradient : gradient.Sum(repeated)).Reshape(shape);
    }
}
