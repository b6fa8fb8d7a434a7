using System.Numerics.Tensors;
using Compiled;

namespace Consumer;

/// <summary>Exclusive or as a stack of layers.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(2)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class Chain;

/// <summary>Exclusive or as a graph.</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
public partial class Graph
{
    [Dense(8, Activation = Activation.Tanh)]
    private partial Tensor<float> Hidden(Tensor<float> x);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> Output(Tensor<float> x);

    /// <summary>The probability that exactly one of the two numbers is one.</summary>
    public Tensor<float> Forward([Shape(2)] Tensor<float> numbers) => Output(Hidden(numbers));
}
