using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.OperatorRules;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Programs without fusion: each operator by itself computes what the interpreter does.</summary>
public class UnfusedTests
{
    private const int RandomCount = 40;

    private static readonly Lazy<(Graph[] Graphs, CompiledPrograms Compiled)> _programs = new(() =>
    {
        Graph[] graphs =
        [
            .. Enumerable.Range(1000, RandomCount).Select(seed => Pipeline.Run(RandomGraphs.Create(seed))),
            .. ScanCases.All.Values.Select(graph => Pipeline.Run(Differentiation.Run(graph, [.. Parameters(graph)], []))),
        ];
        return (graphs, new([.. graphs.Select(graph => Scheduler.Schedule("Train", graph, Fusing.Nothing))]));
    });

    [Fact]
    public void Every_kernel_is_one_operator()
    {
        foreach (Program program in _programs.Value.Compiled.Programs.SelectMany(Bodies))
        {
            Assert.All(program.Kernels, kernel => Assert.True(kernel.Root.Operator is Scan || kernel.Nodes.Count() == 1, string.Join(", ", kernel.Nodes.Select(n => program.Graph[n].Operator))));
        }

        static IEnumerable<Program> Bodies(Program program) => program.Kernels.Select(kernel => kernel.Body).OfType<Program>().SelectMany(Bodies).Prepend(program);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void What_is_not_fused_is_the_interpreted_program(int batch)
    {
        (Graph[] graphs, CompiledPrograms compiled) = _programs.Value;
        IEnumerable<string> differences = graphs.SelectMany((graph, i) => Comparison.Differences(graph, compiled.Programs[i], compiled[i], batch, seed: i).Select(d => $"graph {i}, {d}"));
        Assert.Equal("", string.Join("\n", differences));
    }

    private static IEnumerable<int> Parameters(Graph graph) => graph.Nodes.Select(n => n.Operator).OfType<Parameter>().Select(p => p.Index).Distinct();
}
