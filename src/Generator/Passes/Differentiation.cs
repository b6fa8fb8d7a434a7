using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes;

/// <summary>
/// Reverse mode: adds the gradients of the total loss (<c>Loss[0]</c>) as outputs, in the same operators as the forward pass.
/// Only nodes between the wanted leaves and the loss are visited, so frozen parts cost nothing.
/// </summary>
internal static class Differentiation
{
    /// <param name="parameters">The parameters that get a <see cref="OutputKind.Gradient"/>; zero where the loss does not depend on one.</param>
    /// <param name="inputs">The inputs of the model that get an <see cref="OutputKind.InputGradient"/>.</param>
    public static Graph Run(Graph graph, IReadOnlyCollection<int> parameters, IReadOnlyCollection<int> inputs)
    {
        GraphOutput loss = graph.Outputs.FirstOrDefault(o => o is { Kind: OutputKind.Loss, Index: 0 })
            ?? throw new ArgumentException("the graph has no total loss to differentiate", nameof(graph));
        if (graph[loss.Node].Shape != Shape.Scalar)
        {
            throw new ArgumentException($"the total loss is a scalar, but has the shape {graph[loss.Node].Shape}", nameof(graph));
        }

        GraphBuilder builder = GraphBuilder.From(graph);
        builder.IsBackward = true;
        Value?[] gradients = Backward(builder, graph, loss.Node, DependsOn(graph, parameters, inputs));

        AddOutputs(OutputKind.Gradient, parameters, op => (op as Parameter)?.Index);
        AddOutputs(OutputKind.InputGradient, inputs, op => (op as Input)?.Index);
        return builder.ToGraph();

        void AddOutputs(OutputKind kind, IEnumerable<int> indices, Func<Operator, int?> indexOf)
        {
            foreach (int index in indices.OrderBy(i => i))
            {
                Node leaf = graph.Nodes.FirstOrDefault(n => indexOf(n.Operator) == index)
                    ?? throw new ArgumentException($"the graph has no leaf for {kind}[{index}]", nameof(graph));
                builder.Layer = leaf.Layer;
                builder.Output(kind, index, gradients[leaf.Id] ?? builder.Constant(0).BroadcastTo(leaf.Shape));
            }
        }
    }

    /// <summary>By node: whether it is, or depends on, a leaf whose gradient is wanted.</summary>
    private static bool[] DependsOn(Graph graph, IReadOnlyCollection<int> parameters, IReadOnlyCollection<int> inputs)
    {
        var depends = new bool[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            depends[node.Id] = node.Operator switch
            {
                Parameter parameter => parameters.Contains(parameter.Index),
                Input input => inputs.Contains(input.Index),
                StopGradient => false,
                _ => node.Inputs.Any(i => depends[i]),
            };
        }

        return depends;
    }

    private static Value?[] Backward(GraphBuilder builder, Graph graph, int loss, bool[] wanted)
    {
        var gradients = new Value?[graph.Nodes.Count];
        gradients[loss] = builder.Constant(1);
        for (int id = loss; id >= 0; id--)
        {
            Node node = graph[id];
            if (gradients[id] is not { } gradient || !wanted[id] || node.Inputs.Count == 0)
            {
                continue;
            }

            builder.Layer = node.Layer;
            Value[] inputs = [.. node.Inputs.Select(i => new Value(builder, i))];
            IReadOnlyList<Value?> contributions = node.Operator.Differentiate(inputs, new(builder, id), gradient);
            for (int i = 0; i < inputs.Length; i++)
            {
                int input = node.Inputs[i];
                if (wanted[input] && contributions[i] is { } contribution)
                {
                    Value summed = SumBack(contribution, graph[input].Shape);
                    gradients[input] = gradients[input] is { } before ? before + summed : summed;
                }
            }
        }

        return gradients;
    }

    /// <summary>The gradient of an input that broadcasting repeated: the sum over its repetitions.</summary>
    private static Value SumBack(Value gradient, Shape shape)
    {
        IReadOnlyList<int> repeated = Broadcasting.RepeatedAxes(shape, gradient.Shape);
        return (repeated.Count == 0 ? gradient : gradient.Sum(repeated)).Reshape(shape);
    }
}
