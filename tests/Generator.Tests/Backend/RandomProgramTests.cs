using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Interpretation;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

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
        var failures = new List<string>();
        for (int i = 0; i < Count; i++)
        {
            var leaves = new Leaves(i, classes: 2);
            var interpreter = new GraphInterpreter<double>(batch, (op, length) => leaves.Of(op, length) is float[] floats ? Array.ConvertAll(floats, f => (double)f) : leaves.Of(op, length)) { Seed = ProgramRun.Seed, Step = ProgramRun.Step };
            IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> expected = interpreter.RunOutputs(graphs[i]);
            using var run = new ProgramRun(compiled.Programs[i], compiled[i], batch, leaves.Of, workers: 1 + (i % 2));
            foreach (GraphOutput output in graphs[i].Outputs)
            {
                double[] wanted = expected[(output.Kind, output.Index)];
                float[] actual = run[output.Kind, output.Index].ToArray();
                double scale = wanted.Select(Math.Abs).DefaultIfEmpty(0).Max();
                double error = wanted.Zip(actual, (w, a) => float.IsNaN(a) && double.IsNaN(w) ? 0 : float.IsNaN(a) ? double.PositiveInfinity : Math.Abs(w - a)).DefaultIfEmpty(0).Max();
                if (wanted.Length != actual.Length || !(error <= 1e-4 * (1e-2 + scale)))
                {
                    failures.Add($"graph {i}, {output.Kind}[{output.Index}]: off by {error:g3} of {scale:g3}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
