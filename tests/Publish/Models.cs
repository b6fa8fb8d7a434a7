using System.Numerics.Tensors;

namespace Compiled.Publish;

/// <summary>Exclusive or as a stack of layers.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(2)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(1, Activation = Activation.Sigmoid)]
internal partial class Chain;

/// <summary>Exclusive or as a graph.</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
internal partial class Graph
{
    [Dense(8, Activation = Activation.Tanh)]
    private partial Tensor<float> Hidden(Tensor<float> x);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(2)] Tensor<float> numbers) => Output(Hidden(numbers));
}
