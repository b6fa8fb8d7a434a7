using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Interpretation;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Compares a compiled program with the interpreter in double precision, on random leaves.</summary>
internal static class Comparison
{
    /// <returns>A line for each result that differs by more than rounding.</returns>
    public static IEnumerable<string> Differences(Graph graph, Program program, ProgramMethod method, int batch, int seed, int workers = 1, int classes = 2)
    {
        var leaves = new Leaves(seed, classes);
        var interpreter = new GraphInterpreter<double>(batch, (op, length) => leaves.Of(op, length) is float[] floats ? Array.ConvertAll(floats, f => (double)f) : leaves.Of(op, length))
        {
            Seed = ProgramRun.Seed,
            Step = ProgramRun.Step,
        };
        IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> expected = interpreter.RunOutputs(graph);
        using var run = new ProgramRun(program, method, batch, leaves.Of, workers);
        foreach (GraphOutput output in graph.Outputs)
        {
            double[] wanted = expected[(output.Kind, output.Index)];
            float[] actual = run[output.Kind, output.Index].ToArray();
            double scale = wanted.Select(Math.Abs).DefaultIfEmpty(0).Max();
            double error = wanted.Zip(actual, (w, a) => float.IsNaN(a) ? double.PositiveInfinity : Math.Abs(w - a)).DefaultIfEmpty(0).Max();
            if (wanted.Length != actual.Length || !(error <= 1e-4 * (1e-2 + scale)))
            {
                yield return $"{output.Kind}[{output.Index}] for {batch} samples: off by {error:g3} of {scale:g3}, {actual.Length} elements of {wanted.Length}";
            }
        }
    }
}
