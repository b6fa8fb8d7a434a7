using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>784-64-64-10 as a graph: 55,050 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
public partial class FunctionalNetwork
{
    [Dense(64, Activation = Activation.Relu)]
    private partial Tensor<float> Hidden1(Tensor<float> x);

    [Dense(64, Activation = Activation.Relu)]
    private partial Tensor<float> Hidden2(Tensor<float> x);

    [Dense(10, Activation = Activation.Softmax)]
    private partial Tensor<float> Digit(Tensor<float> x);

    public Tensor<float> Forward([Shape(784)] Tensor<float> pixels) => Digit(Hidden2(Hidden1(pixels)));
}
