using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>What the loops of a program multiply, by which the runtime decides whether threads share the samples of a prediction.</summary>
/// <param name="Work">The weights by which all steps multiply a sample.</param>
/// <param name="StepWeights">Those of one step: the largest of any loop.</param>
internal sealed record LoopCost(Dimension Work, long StepWeights)
{
    // The runtime's MatrixBlocks.Parts cuts a sum of eight blocks of 256 or more into parts, and the rows decide into how many.
    private const int MostDepth = 7 * 256;

    /// <summary>Null without loops, and where the number of samples, of two and more, changes the bits of a sample's result.</summary>
    public static LoopCost? Of(Program program) => program.HasLoops && AddsAlike(program) ? Measure(program) : null;

    private static LoopCost Measure(Program program)
    {
        Dimension work = Dimension.Zero;
        long most = 0;
        foreach (Kernel loop in program.Kernels.Where(k => k.Body is not null))
        {
            LoopCost inner = Measure(loop.Body!);
            long weights = Weights(loop.Body!);
            work += ((Scan)loop.Root.Operator).Steps * (inner.Work + weights);
            most = Math.Max(most, inner.StepWeights + weights);
        }

        return new(work, most);
    }

    /// <summary>The sizes of the matrices from outside that a step multiplies by.</summary>
    private static long Weights(Program step) => step.Kernels
        .Where(k => k.Root.Operator is MatrixProduct
            && step.Buffers.First(b => b.Node == step.Graph.Owner(k.Root.Inputs[1])) is { Storage: Storage.Capture, Length.IsConstant: true })
        .Sum(k => step.Graph[k.Root.Inputs[1]].Shape.Length.Value);

    private static bool AddsAlike(Program program) => program.Kernels.All(kernel =>
        AddsAlike(program.Graph, kernel)
        && kernel.Streamed.All(product => AddsAlike(program.Graph, product))
        && (kernel.Body is null || AddsAlike(kernel.Body)));

    private static bool AddsAlike(Graph graph, Kernel kernel)
    {
        switch (kernel.Root.Operator)
        {
            case MatrixProduct product:
                ProductSizes sizes = ProductSizes.Of(graph, kernel, product);
                return !sizes.Depth.DependsOnBatch && (!sizes.Rows.DependsOnBatch || sizes.Depth is { IsConstant: true, Value: <= MostDepth });
            case Convolution { Sliding.Rank: 1 }:
                Shape weights = graph[kernel.Root.Inputs[1]].Shape, x = graph[kernel.Root.Inputs[0]].Shape;
                return weights[0].Value * x[x.Rank - 1].Value <= MostDepth;
            case ConvolutionOperator:
                // The number of images decides whether minimal filtering takes less.
                return false;
            default:
                return true;
        }
    }
}
