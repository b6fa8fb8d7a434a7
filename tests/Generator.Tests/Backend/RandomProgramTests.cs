using Compiled.Generator.Graphs;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Backend;

/// <summary>
/// Two hundred random graphs, forward and backward: what the compiled program computes in single precision
/// is what the interpreter computes in double, and the gradients are the slopes of the loss.
/// </summary>
public class RandomProgramTests
{
    private const int Count = 200;

    private static readonly Lazy<(Graph[] Graphs, CompiledPrograms Compiled)> Programs = new(() =>
    {
        Graph[] graphs = [.. Enumerable.Range(0, Count).Select(seed => RandomGraphs.Create(seed))];

        // Half of them as a model's go, half with everything in them that simplification would take away.
        return (graphs, CompiledPrograms.Of([.. graphs.Select((graph, i) => i % 2 == 0 ? Pipeline.Run(graph) : graph)]));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(128)]
    public void CompiledIsInterpreted(int batch)
    {
        (Graph[] all, CompiledPrograms compiled) = Programs.Value;
        var differences = new List<string>();
        for (int i = 0; i < Count; i++)
        {
            differences.AddRange(Comparison.Differences(all[i], compiled.Programs[i], compiled[i], batch, i, workers: 1 + (i % 2)).Select(d => $"graph {i}, {d}"));
        }

        Assert.Equal("", string.Join("\n", differences));
    }

    [Fact]
    public void GradientsAreSlopes()
    {
        for (int seed = 0; seed < Count; seed++)
        {
            FiniteDifferences.AssertGradients(RandomGraphs.Create(seed, stopsGradients: false), 2, new(seed, -1.5, 1.5, classes: 2), tolerance: 1e-4, most: 2);
        }
    }
}
