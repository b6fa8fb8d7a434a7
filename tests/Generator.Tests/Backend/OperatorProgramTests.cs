using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.OperatorRules;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Operators that are kernels of their own and their derivatives, compiled: the same numbers as its meaning, for one sample and several.</summary>
public class OperatorProgramTests
{
    private static readonly Lazy<(string[] Names, Graph[] Graphs, CompiledPrograms Compiled)> _programs = new(() =>
    {
        KeyValuePair<string, OperatorCase>[] cases = [.. OperatorCase.All.Where(c => c.Value.Operator is ConvolutionOperator or PoolingOperator or ResizeOperator or Positions or LogUniform)];
        Graph[] graphs = [.. cases.Select(c => Differentiated(c.Value))];
        return ([.. cases.Select(c => c.Key)], graphs, CompiledPrograms.Of([.. graphs.Select(Pipeline.Run)]));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void CompiledIsInterpreted(int batch)
    {
        (string[] names, Graph[] graphs, CompiledPrograms compiled) = _programs.Value;
        var differences = new List<string>();
        for (int i = 0; i < graphs.Length; i++)
        {
            differences.AddRange(Comparison.Differences(graphs[i], compiled.Programs[i], compiled[i], batch, seed: i, workers: 1 + (i % 2)).Select(d => $"{names[i]}: {d}"));
        }

        Assert.Equal("", string.Join("\n", differences));
    }

    private static Graph Differentiated(OperatorCase test)
    {
        Graph graph = test.ToGraph();
        return DeadNodeRemoval.Run(Differentiation.Run(graph, [], [.. graph.Nodes.Select(n => n.Operator).OfType<Input>().Where(i => i.Type.Element == ElementType.Float32).Select(i => i.Index)]));
    }
}
