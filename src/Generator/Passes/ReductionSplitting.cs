using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Passes;

/// <summary>
/// Splits a reduction of axes that are not neighbours, such as 0 and 2 of three, into one reduction for each run of axes, the innermost
/// first: each is then one of the two walks of <see cref="ReductionLoop"/>.
/// </summary>
internal static class ReductionSplitting
{
    public static Graph Run(Graph graph)
    {
        return GraphRewriting.Rewrite(graph, IsSplit, (builder, node, inputs) =>
        {
            if (!IsSplit(node))
            {
                return null;
            }

            var reduction = (ReductionOperator)node.Operator;
            Value value = inputs[0];
            foreach ((int begin, int end) in ReductionLoop.Runs(value.Shape, reduction.Axes).Reverse())
            {
                value = builder.Apply(reduction with { Axes = Enumerable.Range(begin, end - begin).ToEquatableArray(), KeepDimensions = true }, value);
            }

            return builder.Apply(new Reshape(node.Shape), value);
        });

        bool IsSplit(Node node) => node.Operator is ReductionOperator reduction && ReductionLoop.Runs(graph[node.Inputs[0]].Shape, reduction.Axes).Count > 1;
    }
}
