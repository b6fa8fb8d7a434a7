using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>
/// The derivative of a scan is a scan the other way (backpropagation through time, Werbos 1990). Its states are the gradients of the
/// states; its body is the derivative of the body, where the values that the loop saved are slices of their sequences, the states that
/// entered a step are those that the step before left, and the rest is computed again. Gradients of what all steps share are sums over the
/// steps: see <see cref="StepSums"/>.
/// </summary>
internal static class ScanDifferentiation
{
    /// <param name="value">A scan that <see cref="ScanExposure"/> has prepared.</param>
    /// <param name="results">The results of the scan that have gradients.</param>
    /// <param name="isWanted">Whether a gradient of an input of the scan is wanted, by its place.</param>
    /// <returns>The gradient of each input; null where there is none.</returns>
    public static IReadOnlyList<Value?> Run(Value value, IReadOnlyList<(ScanResult Result, Value Gradient)> results, Func<int, bool> isWanted)
    {
        GraphBuilder builder = value.Builder;
        var scan = (Scan)value.Node.Operator;
        Value[] inputs = [.. value.Node.Inputs.Select(i => new Value(builder, i))];
        bool[] wanted = Wanted(scan, isWanted, out bool[] states);
        var backward = new ScanBuilder(builder, scan.Steps, !scan.IsReversed);
        Value[] places = Forward(backward, scan, inputs, new(value));
        var gradients = new Value?[scan.Body.Nodes.Count];
        var ahead = new Value?[scan.States];
        for (int i = 0; i < scan.States; i++)
        {
            if (states[i])
            {
                Value? final = Given(ScanResultKind.Final, i);
                ahead[i] = backward.State(final ?? Zeros(builder, inputs[i].Shape));
                Add(gradients, scan.OutputOf(OutputKind.State, i).Id, ahead[i]!.Value);
            }
        }

        foreach (GraphOutput step in scan.Body.Outputs.Where(o => o.Kind == OutputKind.Step))
        {
            if (Given(ScanResultKind.Sequence, step.Index) is { } gradient)
            {
                Add(gradients, step.Node, backward.Slice(gradient));
            }
        }

        Differentiation.Backward(scan.Body, places, gradients, wanted);

        // The gradients of the inputs, once the loop is there.
        var given = new Func<ScanResults, Value>?[inputs.Length];
        for (int i = 0; i < scan.States; i++)
        {
            if (ahead[i] is { } state)
            {
                Node? leaf = scan.Body.Nodes.FirstOrDefault(n => n.Operator is StepInput { Kind: StepInputKind.State } s && s.Index == i);
                backward.Next(state, (leaf is null ? null : gradients[leaf.Id]) ?? Zeros(backward.Body, inputs[i].Shape));
                int index = ((StepInput)state.Node.Operator).Index;
                given[i] = scanned => scanned.Final(index);
            }
        }

        foreach (Node leaf in scan.Body.Nodes.Where(n => wanted[n.Id] && gradients[n.Id] is not null))
        {
            Value gradient = gradients[leaf.Id]!.Value;
            if (leaf.Operator is StepInput { Kind: StepInputKind.Slice } slice)
            {
                int sequence = backward.Emit(gradient);
                given[scan.InputOf(slice)] = scanned => scanned.Sequence(sequence);
            }
            else if (leaf.Operator is StepInput { Kind: StepInputKind.Capture } capture)
            {
                given[scan.InputOf(capture)] = StepSums.Of(backward, gradient);
            }
        }

        ScanResults derivative = backward.Build();
        return [.. given.Select(g => g is null ? (Value?)null : g(derivative))];

        Value? Given(ScanResultKind kind, int index) => results.Where(r => r.Result.Kind == kind && r.Result.Index == index).Select(r => (Value?)r.Gradient).FirstOrDefault();
    }

    /// <summary>Which nodes of the body are on the way from a wanted input to a state or a result; a state is if its initial value is, or what it becomes.</summary>
    private static bool[] Wanted(Scan scan, Func<int, bool> isWanted, out bool[] states)
    {
        bool[] wantedStates = [.. Enumerable.Range(0, scan.States).Select(isWanted)];
        states = wantedStates;
        while (true)
        {
            bool[] wanted = Differentiation.DependsOn(scan.Body, node => node.Operator is StepInput input
                && input.Type.Element == ElementType.Float32
                && (input.Kind == StepInputKind.State ? wantedStates[input.Index] : isWanted(scan.InputOf(input))));
            int[] more = [.. Enumerable.Range(0, scan.States).Where(i => !wantedStates[i] && wanted[scan.OutputOf(OutputKind.State, i).Id])];
            if (more.Length == 0)
            {
                return wanted;
            }

            foreach (int state in more)
            {
                wantedStates[state] = true;
            }
        }
    }

    /// <summary>The nodes of the body as the loop backwards finds them.</summary>
    private static Value[] Forward(ScanBuilder backward, Scan scan, Value[] inputs, ScanResults results)
    {
        var places = new Value[scan.Body.Nodes.Count];
        foreach (Node node in scan.Body.Nodes)
        {
            backward.Body.Layer = node.Layer;
            places[node.Id] = node.Operator switch
            {
                StepInput { Kind: StepInputKind.State } state => backward.Ahead(inputs[state.Index], results.Sequence(SavedState(state.Index))),
                StepInput { Kind: StepInputKind.Ahead } => throw new InvalidOperationException("a loop backwards is not differentiated again"),
                StepInput leaf => backward.Import(scan, leaf, inputs),
                _ when ScanExposure.SequenceOf(scan, node.Id) is { } sequence => backward.Slice(results.Sequence(sequence)),
                _ => backward.Body.Apply(node.Operator, [.. node.Inputs.Select(i => places[i])]),
            };
        }

        return places;

        int SavedState(int state) => ScanExposure.SequenceOf(scan, scan.OutputOf(OutputKind.State, state).Id)
            ?? throw new InvalidOperationException($"state {state} of {scan} was not saved");
    }

    private static void Add(Value?[] gradients, int node, Value gradient) => gradients[node] = gradients[node] is { } before ? before + gradient : gradient;

    private static Value Zeros(GraphBuilder builder, Shape shape) => builder.Constant(0).BroadcastTo(shape);
}
