using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Rows with a one at a label: which loops make them where they read them, and that nothing else changes.</summary>
public class OneHotTests
{
    // More than the widest vector has elements, and not whole ones.
    private const int Classes = 21;

    private static readonly Dimension _batch = Dimension.Batch;

    /// <summary>By case: whether no kernel is left that writes the rows.</summary>
    public static TheoryData<string, bool> Cases => new()
    {
        { "rows of their own", true },
        { "labels of steps", true },
        { "broadcast labels", true },
        { "labels of a larger batch", true },
        { "reshaped labels", true },
        { "two readers", true },
        { "one run over all rows", false },
        { "a view of other rows", false },
        { "a product", false },
        { "a sum", false },
        { "a result", false },
    };

    /// <summary>The gradient of the cross-entropy is one loop.</summary>
    [Fact]
    public void TheGradientOfTheCrossEntropyMakesTheOneAtTheLabel()
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10));
        Kernel gradient = program.Kernels.Single(k => k.Through.Count > 0);
        Assert.Equal([nameof(Subtract), nameof(Multiply)], gradient.Nodes.Select(n => program.Graph[n].Operator.GetType().Name));
        Assert.IsType<OneHot>(program.Graph[gradient.Through.Single()].Operator);
        Assert.Contains(gradient.Inputs, i => program.Graph[i].Operator is Target);
    }

    [Fact]
    public void TheCrossEntropyOfStepsIsTheInterpretedOne()
    {
        var builder = new GraphBuilder();
        Value logits = Floats(builder, 0, _batch, 4, Classes) * builder.Apply(new Parameter(0, Shape.Of(Classes)));
        Value losses = builder.Apply(new SparseSoftmaxCrossEntropy(), logits, Labels(builder, 1, _batch, 4)) * Floats(builder, 2, _batch, 4);
        builder.Output(OutputKind.Loss, 0, losses.Sum([0, 1]));
        Graph graph = Pipeline.Run(Differentiation.Run(builder.ToGraph(), [0], [0]));
        Check(graph, isMade: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OnlyLoopsAlongTheClassesMakeTheOne(string name, bool isMade)
    {
        var builder = new GraphBuilder();
        Value x = Floats(builder, 0, _batch, Classes), labels = Labels(builder, 1, _batch), one = labels.Apply(new OneHot(Classes)), weight = Floats(builder, 2, _batch, 1);
        Value[] results = name switch
        {
            "rows of their own" => [(x - one) * weight],
            "labels of steps" => [(Floats(builder, 3, _batch, 4, Classes) - Labels(builder, 4, _batch, 4).Apply(new OneHot(Classes))) * Floats(builder, 5, _batch, 4, 1)],
            "broadcast labels" => [(Floats(builder, 3, _batch, 5, 3, Classes) - Labels(builder, 4, _batch, 1, 3).Apply(new OneHot(Classes))) * Floats(builder, 5, 5, 3, 1)],
            "labels of a larger batch" => [(Floats(builder, 3, 3, _batch, Classes) - one) * weight],
            "reshaped labels" => [(Floats(builder, 3, _batch * 4, Classes) - Labels(builder, 4, _batch, 4).Reshape(Shape.Of(_batch * 4)).Apply(new OneHot(Classes))) * Floats(builder, 5, _batch * 4, 1)],
            "two readers" => [(x - one) * weight, Floats(builder, 3, 3, _batch, Classes) * one * weight],
            "one run over all rows" => [x - one],
            "a view of other rows" => [(Floats(builder, 3, _batch * 4, Classes) - Labels(builder, 4, _batch, 4).Apply(new OneHot(Classes)).Reshape(Shape.Of(_batch * 4, Classes))) * Floats(builder, 5, _batch * 4, 1)],
            "a product" => [builder.Apply(new MatrixProduct(false, true), x, one)],
            "a sum" => [((x - one) * weight).Sum([0])],
            _ => [one],
        };
        for (int i = 0; i < results.Length; i++)
        {
            builder.Output(OutputKind.Prediction, i, results[i]);
        }

        Check(builder.ToGraph(), isMade);
    }

    private static void Check(Graph graph, bool isMade)
    {
        CompiledPrograms compiled = CompiledPrograms.Of([graph]);
        Assert.Equal(!isMade, compiled.Programs[0].Kernels.Any(k => k.Root.Operator is OneHot));
        foreach ((int batch, int workers) in new[] { (1, 1), (3, 1), (40, 2) })
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(graph, compiled.Programs[0], compiled[0], batch, seed: 1, workers, Classes)));
        }
    }

    private static Value Floats(GraphBuilder builder, int index, params Dimension[] shape) => builder.Apply(new Input(index, new(new Shape(shape.ToEquatableArray()))));

    private static Value Labels(GraphBuilder builder, int index, params Dimension[] shape) => builder.Apply(new Input(index, new(new Shape(shape.ToEquatableArray()), ElementType.Int32)));
}
