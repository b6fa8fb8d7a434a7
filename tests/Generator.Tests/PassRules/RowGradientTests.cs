using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Lowering;

namespace Compiled.Generator.Tests.PassRules;

/// <summary>Which tables have gradients in the rows of a batch's ids alone.</summary>
public sealed class RowGradientTests
{
    /// <param name="table">What is written behind the sizes of the table.</param>
    [Theory]
    [InlineData("", "Pool(Table(ids))", "0")]
    [InlineData("", "Pool(Table(ids) * Table(Reverse(ids, 1)))", "0")]
    [InlineData("", "Pool(Table(ids)) - Pool(Table(other)) * Pool(Tanh(Table(Reverse(ids, 1))))", "0")]
    [InlineData(", EmbeddingsConstraint = Constraint.MaxNorm", "Pool(Table(ids))", "0")]
    [InlineData(", MaskZero = true", "Pool(Table(ids))", "0")]
    [InlineData(", EmbeddingsL2 = 0.1", "Pool(Table(ids))", "")]
    public void AreThoseThatLookUpsAloneRead(string table, string expression, string expected)
    {
        Program program = Train($$"""
            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                [Embedding(50, 3{{table}})] private partial Tensor<float> Table(Tensor<int> ids);
                public Tensor<float> Forward([Shape(4)] Tensor<int> ids, [Shape(4)] Tensor<int> other) => {{expression}} + Mean(ToFloat(other), 1, true);
                private static Tensor<float> Pool(Tensor<float> x) => Mean(WithoutMask(x), 1);
            }
            """);
        Assert.Equal(expected, string.Join(" ", RowGradients.Of(program.Graph)));
        Assert.True(program.Graph.Nodes.Count(n => n.Operator is ScatterAdd) <= 1, program.Graph.ToString());
    }

    /// <summary>A custom layer that reads its table by rows and by a product too.</summary>
    [Fact]
    public void ATableInAProductTooHasGradientsEverywhere() => Assert.Empty(RowGradients.Of(Train("""
        [Layer]
        public sealed partial class TiedAttribute(int rows, int size) : LayerDefinition
        {
            [Weight("rows", "size")] private partial Tensor<float> Table { get; }
            public Tensor<float> Forward(Tensor<int> ids) => MatrixProduct(Gather(Table, ids), Table, transposeRight: true);
        }

        [Model(Loss = Loss.MeanSquaredError)]
        [Input(4)]
        [Tied(50, 3)]
        public partial class Net;
        """).Graph));

    [Fact]
    public void SampledClassesAreRowsToo() => Assert.Equal([0, 1, 2], RowGradients.Of(Train("""
        [Model(Loss = Loss.SparseCategoricalCrossentropy)]
        [Input(4)]
        [Embedding(50, 3)]
        [GlobalAveragePooling1D]
        [SampledSoftmax(50, Negatives = 5)]
        public partial class Net;
        """).Graph).Order());

    private static Program Train(string source)
    {
        LoweredModel model = LoweringHarness.Model(source);
        int[] trainable = [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)];
        return Scheduler.Schedule("Train", Pipeline.Run(Differentiation.Run(model.Training!, trainable, [])));
    }
}
