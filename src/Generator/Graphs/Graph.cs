namespace Compiled.Generator.Graphs;

/// <summary>
/// A program as operators over tensors, without order of memory or execution. Leaves are the operators without inputs
/// (<c>Input</c>, <c>Target</c>, <c>SampleWeight</c>, <c>Parameter</c>, <c>Constant</c>, <c>RandomUniform</c> …);
/// results are named by <see cref="Outputs"/>, everything else is dead.
/// </summary>
internal sealed record Graph(EquatableArray<Node> Nodes, EquatableArray<GraphOutput> Outputs)
{
    public Node this[int id] => Nodes[id];

    /// <summary>The nodes that use each node, once per use.</summary>
    public List<int>[] Users()
    {
        var users = new List<int>[Nodes.Count];
        for (int id = 0; id < users.Length; id++)
        {
            users[id] = [];
        }

        foreach (Node node in Nodes)
        {
            foreach (int input in node.Inputs)
            {
                users[input].Add(node.Id);
            }
        }

        return users;
    }

    public override string ToString() => string.Join("\n", Nodes.Select(n => n.ToString()).Concat(Outputs.Select(o => o.ToString())));
}

/// <summary>What a result is for; together with an index it names a place outside the workspace.</summary>
internal enum OutputKind
{
    /// <summary>A prediction; index: the model's output.</summary>
    Prediction,

    /// <summary>A scalar loss; index 0 is the total that training minimises, index 1 + k the unweighted loss of output k.</summary>
    Loss,

    /// <summary>Which steps of a prediction count: ones and zeros; index: the model's output.</summary>
    Mask,

    /// <summary>Values of a custom metric, one a sample; index: the metric's place among the custom metrics of the model.</summary>
    Metric,

    /// <summary>The gradient of the total loss; index: the parameter.</summary>
    Gradient,

    /// <summary>A new value of a parameter that is not trained (moving statistics); index: the parameter.</summary>
    Update,

    /// <summary>What a layer keeps for the next batch; index: the state.</summary>
    CarriedState,

    /// <summary>The gradient with respect to an input of the model; index: the input.</summary>
    InputGradient,

    /// <summary>What a layer computes; index: the layer's row in <c>Summary</c>.</summary>
    Activation,

    /// <summary>The gradient of <c>Loss[0]</c> with respect to what a layer computes; index: the layer's row.</summary>
    ActivationGradient,

    /// <summary>In the body of a scan: what a state is after the step; index: the state.</summary>
    State,

    /// <summary>In the body of a scan: the element that the step adds to a sequence; index: the sequence.</summary>
    Step,
}

/// <summary>A result of the graph: node <paramref name="Node"/> is <paramref name="Kind"/> number <paramref name="Index"/>.</summary>
internal sealed record GraphOutput(OutputKind Kind, int Index, int Node)
{
    public override string ToString() => $"{Kind}[{Index}] = %{Node}";
}
