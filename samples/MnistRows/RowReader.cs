using Compiled;

namespace MnistRows;

/// <summary>
/// Reads a digit row by row, each of 28 points (A. Fandango, "Mastering TensorFlow 1.x", 2018, chapter 6): a simple recurrent network of 16 units;
/// 890 parameters.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[SimpleRNN(16, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class RowReader;
