using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;

namespace Compiled.Generator.Tests.Interpretation;

/// <summary>Compares the gradients of a graph with central differences of its total loss, in double precision.</summary>
internal static class FiniteDifferences
{
    private const double Distance = 1e-5;

    /// <param name="most">How many elements of each leaf to look at, spread evenly.</param>
    public static void AssertGradients(Graph graph, int batch, RandomLeaves leaves, double tolerance = 1e-6, int most = 12)
    {
        var interpreter = new GraphInterpreter<double>(batch, leaves.Of) { Seed = 7, Step = 3 };
        IReadOnlyDictionary<(OutputKind Kind, int Index), double[]> results = interpreter.RunOutputs(graph);
        Graph lossAlone = graph with { Outputs = graph.Outputs.Where(o => o is { Kind: OutputKind.Loss, Index: 0 }).ToEquatableArray() };
        lossAlone = DeadNodeRemoval.Run(lossAlone);
        foreach (GraphOutput output in graph.Outputs.Where(o => o.Kind is OutputKind.Gradient or OutputKind.InputGradient))
        {
            Operator? leaf = graph.Nodes.Select(n => n.Operator).FirstOrDefault(o =>
                output.Kind == OutputKind.Gradient ? o is Parameter p && p.Index == output.Index : o is Input i && i.Index == output.Index);
            double[] gradient = results[(output.Kind, output.Index)];
            if (leaf is null)
            {
                Assert.All(gradient, slope => Assert.Equal(0, slope)); // nothing reads the leaf
                continue;
            }

            double[] elements = leaves[leaf];
            Assert.Equal(elements.Length, gradient.Length);
            int stride = (elements.Length + most - 1) / most;
            for (int i = 0; i < elements.Length; i += stride)
            {
                double expected = Slope(interpreter, lossAlone, elements, i);
                Assert.True(
                    Math.Abs(gradient[i] - expected) <= tolerance * (1 + Math.Abs(expected)),
                    $"batch {batch}, {leaf}, element {i}: the gradient is {gradient[i]}, the slope {expected}\n{graph}");
            }
        }
    }

    private static double Slope(GraphInterpreter<double> interpreter, Graph graph, double[] elements, int index)
    {
        double before = elements[index];
        elements[index] = before + Distance;
        double above = interpreter.Run(graph, OutputKind.Loss, 0)[0];
        elements[index] = before - Distance;
        double below = interpreter.Run(graph, OutputKind.Loss, 0)[0];
        elements[index] = before;
        return (above - below) / (2 * Distance);
    }
}
