using Compiled.Generator.Graphs;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Two hundred random graphs, forward and backward: what the compiled program computes in single precision is what the interpreter computes in double.</summary>
public class RandomProgramTests
{
    private const int Count = 200;

    private static readonly Lazy<(Graph[] Graphs, CompiledPrograms Compiled)> Programs = new(() =>
    {
        Graph[] graphs = [.. Enumerable.Range(0, Count).Select(seed => RandomGraphs.Create(seed))];
        return (graphs, CompiledPrograms.Of(graphs));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void CompiledIsInterpreted(int batch)
    {
        (Graph[] graphs, CompiledPrograms compiled) = Programs.Value;
        var differences = new List<string>();
        for (int i = 0; i < Count; i++)
        {
            differences.AddRange(Comparison.Differences(graphs[i], compiled.Programs[i], compiled[i], batch, i, workers: 1 + (i % 2)).Select(d => $"graph {i}, {d}"));
        }

        Assert.Equal("", string.Join("\n", differences));
    }
}
