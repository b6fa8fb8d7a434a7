using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Passes;

/// <summary>
/// Decides which elementwise values are saved and which are computed again wherever a loop needs them. A value read by one loop is part of
/// that loop; a cheap value whose inputs are in memory anyway is recomputed, since reading the inputs costs what reading the value would.
/// </summary>
internal static class SaveOrRecompute
{
    /// <summary>What may be repeated for every element of a larger loop, or in several loops: about the cost of one load.</summary>
    public const int CheapCost = 4;

    /// <summary>Beyond this a loop is cut, so that its values stay in registers.</summary>
    private const int LongestCost = 96;

    private const int MostSources = 12;

    private const int FunctionCost = 16;

    private static readonly ScalarVariable[] _inputs = [.. Enumerable.Range(0, 8).Select(i => new ScalarVariable("x" + i))];

    /// <returns>For each node: whether loops read it from memory (or from the registers of the kernel that computes it).</returns>
    public static Sources Decide(Graph graph, Reads reads, Fusing fusing)
    {
        var saved = new bool[graph.Nodes.Count];
        var cost = new int[graph.Nodes.Count];
        var callsFunction = new bool[graph.Nodes.Count];
        var sources = new EquatableArray<int>[graph.Nodes.Count];
        Dictionary<int, int> updates = graph.Outputs.Where(o => o.Kind == OutputKind.Update).ToDictionary(o => o.Node, o => o.Index);
        foreach (Node node in graph.Nodes)
        {
            saved[node.Id] = true;
            if (!Reads.IsElementwise(node))
            {
                continue;
            }

            cost[node.Id] = Cost(node.Operator);
            callsFunction[node.Id] = cost[node.Id] >= FunctionCost;
            NodeSet inputs = new(), from = new();
            foreach (int shown in node.Inputs)
            {
                int input = graph.SkipTransparent(shown);
                if (graph.IsConstant(input) || !inputs.Add(input))
                {
                    continue;
                }

                if (saved[input])
                {
                    from.Add(input);
                }
                else
                {
                    from.UnionWith(sources[input]);
                    cost[node.Id] += cost[input];
                }
            }

            sources[node.Id] = from.ToEquatableArray();

            saved[node.Id] = fusing == Fusing.Nothing
                || reads.IsNeededInMemory(node.Id)
                || cost[node.Id] > LongestCost
                || sources[node.Id].Count > MostSources
                || !CanRepeat(node)
                || (fusing == Fusing.OneFunction && callsFunction[node.Id] && reads.Loops(node.Id).Any(user => Reads.IsElementwise(graph[user])))
                || reads.Loops(node.Id).Any(user => !CanFold(node, user));
        }

        return new(EquatableArray.Of(saved), EquatableArray.Of(sources), EquatableArray.Of(callsFunction));

        bool CanRepeat(Node node)
        {
            bool grows = reads.Loops(node.Id).Any(user => LoopShape(graph, user) is var shape && shape != node.Shape && shape.Length != node.Shape.Length);
            return (!grows && reads.Loops(node.Id).Count <= 1)
                || (cost[node.Id] <= CheapCost && sources[node.Id].Count <= 2 && (reads.Loops(node.Id).Count <= 1 || sources[node.Id].All(IsInMemoryAnyway)));
        }

        bool IsInMemoryAnyway(int source) => graph.IsView(source)
            || graph[source].Operator.Fusion != FusionClass.Contraction
            || reads.IsNeededInMemory(source)
            || reads.Loops(source).Count > 1;

        bool CanFold(Node node, int user) => graph[user] switch
        {
            { Operator.Fusion: FusionClass.Reduction } reduction => sources[node.Id].All(s => !graph.IsStrided(s) && ReductionLoop.Of(graph, reduction).Space.Fits(graph[s].Shape)),
            { } copy when updates.TryGetValue(user, out int parameter) => sources[node.Id].All(s => IsSafeInUpdate(s, parameter, copy)),
            _ => true,
        };

        bool IsSafeInUpdate(int source, int parameter, Node copy) => graph[graph.Owner(source)].Operator is not Parameter read
            || !updates.ContainsValue(read.Index)
            || (read.Index == parameter && graph[source].Shape == copy.Shape);
    }

    /// <summary>The sizes that a loop runs over.</summary>
    public static Shape LoopShape(Graph graph, int loop) =>
        graph[loop].Operator.Fusion == FusionClass.Reduction ? graph[graph[loop].Inputs[0]].Shape : graph[loop].Shape;

    /// <summary>Roughly, in additions.</summary>
    public static int Cost(Operator op) => op is ElementwiseOperator elementwise
        ? Cost(elementwise.Expression(_inputs))
        : 0;

    private static int Cost(ScalarExpression expression) => expression is not ScalarCall call
        ? 0
        : call.Arguments.Sum(Cost) + call.Function switch
        {
            ScalarFunction.Exp or ScalarFunction.Log or ScalarFunction.Tanh or ScalarFunction.Sigmoid or ScalarFunction.Erf => FunctionCost,
            ScalarFunction.Sin or ScalarFunction.Cos or ScalarFunction.Log1P or ScalarFunction.ExpM1 => 20,
            ScalarFunction.Power => 40,
            ScalarFunction.Divide or ScalarFunction.Sqrt => 4,
            _ => 1,
        };
}

/// <summary>What <see cref="SaveOrRecompute"/> decided.</summary>
/// <param name="IsSaved">By node: whether it is kept rather than computed again in each loop that needs it.</param>
/// <param name="Of">By elementwise node: the saved nodes (or views) that its elements are computed from.</param>
/// <param name="CallsFunction">By node: whether an element takes an exponential, a logarithm or another function of tens of instructions.</param>
internal sealed record Sources(EquatableArray<bool> IsSaved, EquatableArray<EquatableArray<int>> Of, EquatableArray<bool> CallsFunction);
