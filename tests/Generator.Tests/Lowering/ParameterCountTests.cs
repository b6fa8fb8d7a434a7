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

    /// <summary>Convolutional networks on MNIST, CIFAR-10, and cats and dogs.</summary>
    [Theory]
    [InlineData(1_256_080, "28, 28, 1", "[Conv2D(20, 5, Padding = Padding.Same)] [MaxPooling2D(2)] [Conv2D(50, 5, Padding = Padding.Same)] [MaxPooling2D(2)] [Flatten] [Dense(500, Activation = Activation.Relu)] [Dense(10)]")]
    [InlineData(3_255_914, "28, 28, 1", "[Conv2D(32, 4, Padding = Padding.Same)] [MaxPooling2D(2)] [Conv2D(64, 4, Padding = Padding.Same)] [MaxPooling2D(2)] [Flatten] [Dense(1024, Activation = Activation.Relu)] [Dense(10)]")]
    [InlineData(93_322, "28, 28, 1", "[Conv2D(32, 3)] [MaxPooling2D] [Conv2D(64, 3)] [MaxPooling2D] [Conv2D(64, 3)] [Flatten] [Dense(64, Activation = Activation.Relu)] [Dense(10)]")]
    [InlineData(4_200_842, "32, 32, 3", "[Conv2D(32, 3, Padding = Padding.Same)] [MaxPooling2D(2)] [Dropout(0.25)] [Flatten] [Dense(512, Activation = Activation.Relu)] [Dropout(0.5)] [Dense(10)]")]
    [InlineData(4_239_978, "32, 32, 3", "[Conv2D(32, 4, Padding = Padding.Same)] [MaxPooling2D(2)] [Dropout(0.2)] [Conv2D(64, 4, Padding = Padding.Same)] [MaxPooling2D(2)] [Dropout(0.2)] [Flatten] [Dense(1024, Activation = Activation.Relu)] [Dropout(0.2)] [Dense(10)]")]
    [InlineData(1_676_842, "32, 32, 3", "[Conv2D(32, 3, Padding = Padding.Same)] [Conv2D(32, 3, Padding = Padding.Same)] [MaxPooling2D(2)] [Conv2D(64, 3, Padding = Padding.Same)] [Conv2D(64, 3)] [MaxPooling2D(2)] [Flatten] [Dense(512, Activation = Activation.Relu)] [Dense(10)]")]
    [InlineData(3_453_121, "150, 150, 3", "[Conv2D(32, 3)] [MaxPooling2D(2)] [Conv2D(64, 3)] [MaxPooling2D(2)] [Conv2D(128, 3)] [MaxPooling2D(2)] [Conv2D(128, 3)] [MaxPooling2D(2)] [Flatten] [Dense(512, Activation = Activation.Relu)] [Dense(1)]")]
    public void ConvolutionalNetworks(int count, string shape, string layers) =>
        Assert.Equal(count, LoweringHarness.Model($"[Model] [Input({shape})] {layers} public partial class Net;").Parameters.Sum(p => p.Shape.Length.Value));
}
