namespace Compiled.Shaders.Models;

/// <summary>Every kind of kernel that a classifier of dense layers needs.</summary>
[Model(Gpu = true, Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(7, 5)]
[Flatten]
[Dense(33, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(20, Activation = Activation.Tanh)]
[Dense(10, Activation = Activation.Softmax)]
public partial class Perceptron;
