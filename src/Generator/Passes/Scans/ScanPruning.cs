using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>
/// Leaves of each scan what is wanted of it: the results that something reads, the states that they need, and the inputs that these need.
/// What becomes unused outside is removed, until there is nothing left to take away.
/// </summary>
internal static class ScanPruning
{
    public static Graph Run(Graph graph)
    {
        while (graph.Nodes.Any(n => n.Operator is Scan))
        {
            Graph pruned = DeadNodeRemoval.Run(Prune(DeadNodeRemoval.Run(graph)));
            if (pruned == graph)
            {
                return graph;
            }

            graph = pruned;
        }

        return graph;
    }

    private static Graph Prune(Graph graph)
    {
        ILookup<int, ScanResult> results = graph.Nodes.Where(n => n.Operator is ScanResult).ToLookup(n => n.Inputs[0], n => (ScanResult)n.Operator);
        var kept = new Dictionary<int, Kept>();
        return GraphRewriting.Rewrite(graph, (builder, node, inputs) =>
        {
            switch (node.Operator)
            {
                case Scan scan:
                    kept[node.Id] = new(scan, results[node.Id]);
                    return kept[node.Id].Rebuild(builder, inputs);
                case ScanResult result:
                    return kept[node.Inputs[0]].Find(result, inputs[0]);
                default:
                    return null;
            }
        });
    }

    /// <summary>What stays of one scan, and under which numbers.</summary>
    private sealed class Kept
    {
        private readonly Scan _scan;
        private readonly HashSet<int> _live = [];
        private readonly List<int> _states = [];
        private readonly List<int> _sequences = [];

        public Kept(Scan scan, IEnumerable<ScanResult> results)
        {
            _scan = scan;
            foreach (ScanResult result in results)
            {
                bool isFinal = result.Kind == ScanResultKind.Final;
                int output = scan.OutputOf(isFinal ? OutputKind.State : OutputKind.Step, result.Index).Id;
                List<int> kept = isFinal ? _states : _sequences;
                int number = isFinal ? result.Index : output;
                if (!kept.Contains(number))
                {
                    kept.Add(number);
                }

                Keep(output);
            }

            _states.Sort();
            _sequences.Sort();
        }

        public Value Rebuild(GraphBuilder builder, Value[] inputs)
        {
            var inner = new ScanBuilder(builder, _scan.Steps, _scan.IsReversed);
            Graph body = _scan.Body;
            var places = new Value[body.Nodes.Count];

            // A state is a state whether a step reads it or not: its leaf comes first, in its order.
            Value[] states = [.. _states.Select(i => inner.State(inputs[i]))];
            foreach (Node node in body.Nodes.Where(n => _live.Contains(n.Id)))
            {
                inner.Body.Layer = node.Layer;
                places[node.Id] = node.Operator switch
                {
                    StepInput { Kind: StepInputKind.State } leaf => states[_states.IndexOf(leaf.Index)],
                    StepInput leaf => inner.Import(_scan, leaf, inputs),
                    _ => inner.Body.Apply(node.Operator, [.. node.Inputs.Select(i => places[i])]),
                };
            }

            for (int i = 0; i < states.Length; i++)
            {
                inner.Next(states[i], places[_scan.OutputOf(OutputKind.State, _states[i]).Id]);
            }

            _sequences.ForEach(node => inner.Emit(places[node]));
            return inner.Build().Scan;
        }

        public Value Find(ScanResult result, Value scan) => result.Kind == ScanResultKind.Final
            ? new ScanResults(scan).Final(_states.IndexOf(result.Index))
            : new ScanResults(scan).Sequence(_sequences.IndexOf(_scan.OutputOf(OutputKind.Step, result.Index).Id));

        /// <summary>Keeps what a node is computed from; a state that is read needs what it becomes in a step.</summary>
        private void Keep(int output)
        {
            var open = new Stack<int>([output]);
            while (open.Count > 0)
            {
                Node node = _scan.Body[open.Pop()];
                if (!_live.Add(node.Id))
                {
                    continue;
                }

                foreach (int input in node.Inputs)
                {
                    open.Push(input);
                }

                if (node.Operator is StepInput { Kind: StepInputKind.State } state && !_states.Contains(state.Index))
                {
                    _states.Add(state.Index);
                    open.Push(_scan.OutputOf(OutputKind.State, state.Index).Id);
                }
            }
        }
    }
}
