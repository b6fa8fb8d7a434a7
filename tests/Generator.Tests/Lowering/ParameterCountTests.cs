using Compiled.Generator.Lowering;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Parameter counts of published networks on MNIST and Fashion MNIST.</summary>
public class ParameterCountTests
{
    [Theory]
    [InlineData(7_850, "")]
    [InlineData(118_282, "[Dense(128, Activation = Activation.Relu)] [Dense(128, Activation = Activation.Relu)]")]
    [InlineData(669_706, "[Dense(512, Activation = Activation.Relu)] [Dropout(0.2)] [Dense(512, Activation = Activation.Relu)] [Dropout(0.2)]")]
    [InlineData(266_610, "[Dense(300, Activation = Activation.Relu)] [Dense(100, Activation = Activation.Relu)]")]
    [InlineData(55_050, "[Dense(64, Activation = Activation.Relu)] [Dense(64, Activation = Activation.Relu)]")]
    public void DenseClassifiersOfMnist(int count, string hidden)
    {
        LoweredModel model = LoweringHarness.Model($$"""
            [Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
            [Input(28, 28)]
            [Flatten]
            {{hidden}}
            [Dense(10, Activation = Activation.Softmax)]
            public partial class Net;
            """);
        Assert.Equal(count, model.Parameters.Sum(p => p.Shape.Length.Value));
        Assert.Equal("(batch, 10)", model.Outputs[0].Type.ToString());
        Assert.Equal("(batch) of int", model.Outputs[0].Target?.ToString());
        Assert.Equal([new MetricInfo("Accuracy", "SparseCategoricalAccuracy")], model.Outputs[0].Metrics);
        Assert.All(model.Parameters, p => Assert.Equal(0, p.Offset % 16));
        Assert.NotNull(model.Evaluation);
        Assert.NotNull(model.Training);
        Assert.Contains(model.Training.Nodes, n => n.Operator is Compiled.Generator.Operators.SparseSoftmaxCrossEntropy);
    }
}
